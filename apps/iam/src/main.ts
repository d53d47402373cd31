import { failStart, serve } from '@rolecall/pipeline'
import { iamService } from './iam-service.ts'

await serve(({ ids, sealer, clock }) => iamService({ ids, sealer, clock })).catch(failStart)
