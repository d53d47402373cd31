// The runner's closing line: `N passed, N failed`, and how many were skipped.
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    this.line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
    // After Jest's own summary, which it prints once all reporters were told.
    process.once('exit', () => process.stdout.write(`${this.line}\n`))
  }
}
