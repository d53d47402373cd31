import { failStart, serve } from '@rolecall/pipeline'
import { stsService } from './sts-service.ts'

await serve(stsService).catch(failStart)
