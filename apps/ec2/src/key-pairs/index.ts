import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { CreateKeyPair } from './CreateKeyPair.ts'
import { DeleteKeyPair } from './DeleteKeyPair.ts'
import { DescribeKeyPairs } from './DescribeKeyPairs.ts'
import { ImportKeyPair } from './ImportKeyPair.ts'

export const keyPairOperations: readonly Operation<Ec2Context>[] = [CreateKeyPair, DeleteKeyPair, DescribeKeyPairs, ImportKeyPair]
