import { failStart, serve } from '@rolecall/pipeline'
import { iamService } from './iam-service.ts'

await serve(({ ids }) => iamService({ ids })).catch(failStart)
