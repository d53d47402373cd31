import fastify from 'fastify'
const f=fastify(); f.get('/',(q,r)=>{r.header('connection','close');return 'hello'}); await f.listen({port:Number(process.argv[2]),host:'127.0.0.1'})
process.on('SIGTERM',()=>{console.log('hello cpu',process.cpuUsage(),process.memoryUsage().rss/1e6);process.exit(0)})
