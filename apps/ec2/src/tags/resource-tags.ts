import type { Tag as SdkTag } from '@aws-sdk/client-ec2'
import type { Ec2Request } from '../context.ts'

/** Rows with the tags that are kept apart from them. */
export const withTags = async <Row extends { Tags?: SdkTag[] | undefined }>(
  rows: readonly Row[],
  idOf: (row: Row) => string | undefined,
  request: Ec2Request,
): Promise<Row[]> => {
  const tags = await request.context.store.resourceTags.list(request)
  return rows.map((row) => {
    const own = tags.get(idOf(row) ?? '')
    return own === undefined || own.length === 0 ? row : { ...row, Tags: own }
  })
}
