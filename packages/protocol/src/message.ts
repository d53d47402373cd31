/** An HTTP request as it arrived; signatures cover the raw header pairs. */
export interface ApiRequest {
  readonly method: string
  /** The raw request target: path and query. */
  readonly target: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: Uint8Array
  readonly remoteAddress: string
  readonly isSecure: boolean
}

/** Without Content-Length and Date, which the shell adds. */
export interface ApiResponse {
  readonly status: number
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: string | Uint8Array
}

/** The form and query parameters of a request, decoded, in order of arrival; of a repeated name the first counts. */
export type Parameters = ReadonlyMap<string, string>
