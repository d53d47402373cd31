import type { Image } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, paginate, selectIds } from '../describe/index.ts'
import { imageIds } from '../describe/ids.ts'
import { coded } from '../errors.ts'
import { withTags } from '../tags/resource-tags.ts'
import { catalogueOf } from './catalogue.ts'
import { imageFilters } from './image-filters.ts'

/** An owner is an account, an alias, or `self`. */
const isOwnedBy = (image: Image, owners: readonly string[] | undefined, account: string): boolean => {
  if (owners === undefined || owners.length === 0) return true
  return owners.some((owner) => (owner === 'self' ? image.OwnerId === account : owner === image.OwnerId || owner === image.ImageOwnerAlias))
}

const accountId = /^\d{12}$/
const ownerAliases: readonly string[] = ['self', 'amazon', 'aws-marketplace', 'aws-backup-vault']
const userAliases: readonly string[] = ['self', 'all']

const checkAccounts = (names: readonly string[] = [], aliases: readonly string[]): void => {
  const invalid = names.find((name) => !accountId.test(name) && !aliases.includes(name))
  if (invalid !== undefined) throw coded('InvalidUserID.Malformed')(`Invalid user id: "${invalid}"`)
}

/** Public images may be launched by all; nobody names other accounts or `self` in their launch permissions. */
const isExecutableBy = (image: Image, users: readonly string[] | undefined): boolean =>
  users === undefined || users.length === 0 || (users.includes('all') && image.Public === true)

// Of thirteen digits as every difference from it, so that texts sort as numbers do.
const latestMilliseconds = 9_999_999_999_999

const isDeprecated = (image: Image, { now }: Ec2Request): boolean =>
  image.DeprecationTime !== undefined && new Date(image.DeprecationTime) <= now

export const DescribeImages = ec2Operation(ec2.DescribeImages, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    checkAccounts(input.Owners, ownerAliases)
    checkAccounts(input.ExecutableUsers, userAliases)
    const { images, familyOf } = catalogueOf(request.region)
    const named = selectIds(imageIds, input.ImageIds, { rows: images, idOf: (image) => image.ImageId ?? '' })
    const namesIds = input.ImageIds !== undefined && input.ImageIds.length > 0
    const wanted = named.filter(
      (image) =>
        isOwnedBy(image, input.Owners, request.account) &&
        isExecutableBy(image, input.ExecutableUsers) &&
        (namesIds || input.IncludeDeprecated === true || !isDeprecated(image, request)),
    )
    const rows = await withTags(wanted, (image) => image.ImageId, request)
    const rule = {
      operation: 'DescribeImages',
      // Newest first is what people expect to see, though AWS promises no order.
      keyOf: ({ CreationDate = '', ImageId = '' }: Image) => `${latestMilliseconds - Date.parse(CreationDate)} ${ImageId}`,
      ids: { given: input.ImageIds, name: 'imageIdsSet' },
    }
    const page = paginate(request, input, { rows: applyFilters(imageFilters(familyOf), input.Filters, rows), rule })
    return { Images: page.rows, NextToken: page.NextToken }
  },
})
