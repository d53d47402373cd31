/** Rotation: the jobs that renew instance credentials, for apps that run them in their own process. */
export { createRotation, type Rotation, type RotationDependencies, RotationModule } from './rotation.module.ts'
export { runDueRotations } from '@rolecall/credentials'
