import { failStart, serve } from '@rolecall/pipeline'
import { readConfiguration } from './config.ts'
import { ec2Service } from './ec2-service.ts'

await serve(({ ids }) => ec2Service({ ids, ...readConfiguration() })).catch(failStart)
