import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const annaArn = 'arn:aws:iam::123456789012:user/anna'

describe('GetServiceLastAccessedDetails', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetServiceLastAccessedDetails')
    const anna = await iam.user('anna', allow(['iam:List*', 'iam:GetUser', 's3:*']))
    await anna.listUsers({})
    await expect(anna.createUser({ UserName: 'x' })).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.dependencies.requestLog.flush()
  })
  afterAll(() => iam.close())

  const job = async (more: object = {}): Promise<string> => (await iam.root.generateServiceLastAccessedDetails({ Arn: annaArn, ...more })).JobId ?? ''

  it('has a line for each service that is allowed, used or not', async () => {
    const answer = await iam.root.getServiceLastAccessedDetails({ JobId: await job() })
    expect(answer.ServicesLastAccessed).toEqual([
      {
        ServiceName: 'AWS Identity and Access Management (IAM)',
        ServiceNamespace: 'iam',
        LastAuthenticated: expect.any(Date),
        LastAuthenticatedEntity: annaArn,
        LastAuthenticatedRegion: 'us-east-1',
        TotalAuthenticatedEntities: 1,
      },
      { ServiceName: 'Amazon S3', ServiceNamespace: 's3', TotalAuthenticatedEntities: 0 },
    ])
    expect(answer).toMatchObject({ JobCreationDate: expect.any(Date), JobCompletionDate: expect.any(Date), IsTruncated: false })
    expect(answer).not.toHaveProperty('Error')
  })

  it('tells of single actions where they are tracked', async () => {
    const { JobType, ServicesLastAccessed = [] } = await iam.root.getServiceLastAccessedDetails({ JobId: await job({ Granularity: 'ACTION_LEVEL' }) })
    expect(JobType).toBe('ACTION_LEVEL')
    const [ofIam, ofS3] = ServicesLastAccessed
    expect(ofS3).not.toHaveProperty('TrackedActionsLastAccessed')
    const actions = ofIam?.TrackedActionsLastAccessed ?? []
    expect(actions.find(({ ActionName }) => ActionName === 'ListUsers')).toEqual({
      ActionName: 'ListUsers',
      LastAccessedEntity: annaArn,
      LastAccessedTime: expect.any(Date),
      LastAccessedRegion: 'us-east-1',
    })
    expect(actions).toContainEqual({ ActionName: 'GetUser' })
    expect(actions.map(({ ActionName }) => ActionName)).not.toContain('CreateUser')
  })

  it('pages by service', async () => {
    const JobId = await job()
    const first = await iam.root.getServiceLastAccessedDetails({ JobId, MaxItems: 1 })
    expect(first).toMatchObject({ IsTruncated: true, ServicesLastAccessed: [{ ServiceNamespace: 'iam' }] })
    const second = await iam.root.getServiceLastAccessedDetails({ JobId, MaxItems: 1, Marker: first.Marker })
    expect(second).toMatchObject({ IsTruncated: false, ServicesLastAccessed: [{ ServiceNamespace: 's3' }] })
  })

  it('knows the jobs of the account, for a week', async () => {
    const JobId = await job()
    const missing = { name: 'NoSuchEntityException', message: `The job with id ${JobId} cannot be found.` }
    const other = iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    await expect(other.getServiceLastAccessedDetails({ JobId })).rejects.toMatchObject(missing)
    await iam.advance(7 * 86_400)
    await expect(iam.root.getServiceLastAccessedDetails({ JobId })).rejects.toMatchObject(missing)
  })
})
