import type { StructureShape } from './shapes.ts'


export type Service = 'iam' | 'sts' | 'ec2' | 'autoscaling' | 'cloudformation'

export interface OperationModel {
  readonly service: Service
  readonly name: string
  /** Operations without parameters have an input without members. */
  readonly input: StructureShape
  /** Undefined where AWS defines no output shape at all, which is not the same as one without members. */
  readonly output: StructureShape | undefined
  /** Called without a signature. */
  readonly isUnsigned: boolean
  readonly hasDryRun: boolean
}

/** The code and status that the model gives an error. */
export interface ErrorModel {
  readonly code: string
  readonly status: number
}

export interface ServiceModel {
  readonly service: Service
  readonly apiVersion: string
  readonly protocol: 'query' | 'ec2'
  readonly xmlNamespace: string
  readonly operations: ReadonlyMap<string, OperationModel>
  /** By wire code; EC2's model lists none. */
  readonly errors: ReadonlyMap<string, ErrorModel>
  /** Whether requests may name this API version. */
  accepts(version: string | undefined): boolean
}

export interface ServiceFacts {
  readonly client: string
  readonly apiVersion: string
  readonly protocol: 'query' | 'ec2'
  readonly xmlNamespace: string
}

export const serviceFacts: Readonly<Record<Service, ServiceFacts>> = {
  iam: {
    client: '@aws-sdk/client-iam',
    apiVersion: '2010-05-08',
    protocol: 'query',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  sts: {
    client: '@aws-sdk/client-sts',
    apiVersion: '2011-06-15',
    protocol: 'query',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
  ec2: {
    client: '@aws-sdk/client-ec2',
    apiVersion: '2016-11-15',
    protocol: 'ec2',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  },
  autoscaling: {
    client: '@aws-sdk/client-auto-scaling',
    apiVersion: '2011-01-01',
    protocol: 'query',
    xmlNamespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
  },
  cloudformation: {
    client: '@aws-sdk/client-cloudformation',
    apiVersion: '2010-05-15',
    protocol: 'query',
    xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  },
}

export const services = Object.keys(serviceFacts) as readonly Service[]
