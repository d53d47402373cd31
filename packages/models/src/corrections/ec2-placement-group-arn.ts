import type { Correction } from './correction.ts'

/** The model's pattern has a `^` in its middle, which no text can match. */
export const ec2PlacementGroupArn: Correction = {
  service: 'ec2',
  structure: 'CreateCapacityReservationRequest',
  members: { PlacementGroupArn: { constraints: { pattern: 'arn:aws([a-z-]+)?:ec2:[a-z\\d-]+:\\d{12}:placement-group/.{1,255}' } } },
}
