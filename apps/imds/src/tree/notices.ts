import { isoSeconds } from '@rolecall/clock'
import type { MaintenanceNotice } from '@rolecall/store'
import { jsonDocument } from './json-document.ts'
import type { Snapshot } from './snapshot.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `21 Jan 2019 09:00:43 GMT`, days without a leading zero. */
const noticeDate = (epochSeconds: number): string => {
  const [date = '', time = ''] = isoSeconds(new Date(epochSeconds * 1000)).slice(0, -1).split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return `${Number(day)} ${months[Number(month) - 1] ?? ''} ${year} ${time} GMT`
}

const prefixes = { active: '', completed: '[Completed] ', canceled: '[Canceled] ' }

const shownNotice = ({ eventId, code, description, notBefore, notAfter, state }: MaintenanceNotice): string =>
  jsonDocument([
    ['NotBefore', noticeDate(notBefore)],
    ['Code', code],
    ['Description', `${prefixes[state]}${description}`],
    ['EventId', eventId],
    ['NotAfter', noticeDate(notAfter)],
    ['State', state],
  ])

const listed = (notices: readonly MaintenanceNotice[]): string => (notices.length === 0 ? '[]' : `[ ${notices.map(shownNotice).join(', ')} ]`)

const maintenance = ({ instance }: Snapshot): MaintenanceNotice[] => instance.notices.maintenance ?? []

/** `events/maintenance/scheduled`. */
export const scheduledMaintenance = (snapshot: Snapshot): string => listed(maintenance(snapshot).filter(({ state }) => state === 'active'))

/** `events/maintenance/history`. */
export const pastMaintenance = (snapshot: Snapshot): string => listed(maintenance(snapshot).filter(({ state }) => state !== 'active'))

const isoTime = (epochSeconds: number): string => isoSeconds(new Date(epochSeconds * 1000))

/** `spot/instance-action`; undefined before the notice. */
export const spotInstanceAction = ({ instance }: Snapshot): string | undefined => {
  const { interruption } = instance.notices
  return interruption && `{"action": "${interruption.action}", "time": "${isoTime(interruption.at)}"}`
}

/** `spot/termination-time`, of instances that are to terminate. */
export const spotTerminationTime = ({ instance }: Snapshot): string | undefined => {
  const { interruption } = instance.notices
  return interruption?.action === 'terminate' ? isoTime(interruption.at) : undefined
}

/** `events/recommendations/rebalance`; undefined before the notice. */
export const rebalanceNotice = ({ instance }: Snapshot): string | undefined => {
  const { rebalanceAt } = instance.notices
  return rebalanceAt === undefined ? undefined : `{"noticeTime": "${isoTime(rebalanceAt)}"}`
}
