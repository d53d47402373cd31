// The yardstick: a bare Fastify that says hello. With the parameter `close` it closes each connection, as the metadata
// service does.
import fastify from 'fastify'

const closes = process.argv[2] === 'close'
const application = fastify()
application.all('/*', async (_request, reply) => {
  if (closes) reply.header('connection', 'close')
  return 'hello'
})
application.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
await application.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`listening ${application.server.address().port}\n`)
