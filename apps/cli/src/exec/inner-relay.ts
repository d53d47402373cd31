import { connect, createServer } from 'node:net'

// Runs inside the network namespace: each parameter is `address port unix-socket`.
const routes = process.argv.slice(2).map((route) => route.split(' '))
let waiting = routes.length

for (const [address = '', port = '', socketPath = ''] of routes) {
  const server = createServer((incoming) => {
    const outgoing = connect(socketPath)
    incoming.pipe(outgoing).pipe(incoming)
    incoming.on('error', () => outgoing.destroy())
    outgoing.on('error', () => incoming.destroy())
  })
  server.listen(Number(port), address, () => {
    waiting -= 1
    if (waiting === 0) process.stdout.write('ready\n')
  })
}
