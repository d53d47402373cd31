/** The STS Query API. It must not know how requests are signed or worded on the wire. */
export { stsService } from './sts-service.ts'
