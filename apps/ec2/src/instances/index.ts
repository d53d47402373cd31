import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { DescribeInstanceAttribute } from './DescribeInstanceAttribute.ts'
import { DescribeInstanceCreditSpecifications } from './DescribeInstanceCreditSpecifications.ts'
import { DescribeInstances } from './DescribeInstances.ts'
import { DescribeInstanceStatus } from './DescribeInstanceStatus.ts'
import { GetConsoleOutput } from './GetConsoleOutput.ts'
import { GetPasswordData } from './GetPasswordData.ts'
import { ModifyInstanceAttribute } from './ModifyInstanceAttribute.ts'
import { MonitorInstances, UnmonitorInstances } from './monitoring.ts'
import { RebootInstances } from './RebootInstances.ts'
import { ResetInstanceAttribute } from './ResetInstanceAttribute.ts'
import { RunInstances } from './RunInstances.ts'
import { StartInstances } from './StartInstances.ts'
import { StopInstances } from './StopInstances.ts'
import { TerminateInstances } from './TerminateInstances.ts'

export const instanceOperations: readonly Operation<Ec2Context>[] = [
  DescribeInstanceAttribute,
  DescribeInstanceCreditSpecifications,
  DescribeInstances,
  DescribeInstanceStatus,
  GetConsoleOutput,
  GetPasswordData,
  ModifyInstanceAttribute,
  MonitorInstances,
  RebootInstances,
  ResetInstanceAttribute,
  RunInstances,
  StartInstances,
  StopInstances,
  TerminateInstances,
  UnmonitorInstances,
]
