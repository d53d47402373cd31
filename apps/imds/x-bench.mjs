import { openDatabase, createStore } from '@rolecall/store'
import { createClock } from '@rolecall/clock'
import { Ids } from '@rolecall/ids'
import { Sealer } from '@rolecall/credentials'
import { createImds } from './dist/index.js'
const database=openDatabase({url:'postgresql://postgres@127.0.0.1:55440/postgres',schema:'perf',poolSize:4})
const clock=createClock(); const store=createStore(database,clock); const ids=new Ids(); const sealer=new Sealer({store,ids,clock}); await sealer.load()
const imds=await createImds({store,sealer,ids,clock,settings:{lifetimeSeconds:23700,stateDelaySeconds:0}})
console.log(await imds.listen(Number(process.argv[2]),'127.0.0.1'), process.memoryUsage().rss/1e6)
process.on('SIGTERM',async()=>{console.log('cpu',process.cpuUsage(),process.memoryUsage().rss/1e6);await imds.close();await database.close();process.exit(0)})
