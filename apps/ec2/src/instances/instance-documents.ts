/** Filled in shortly. */
export class InstanceDocuments {}
