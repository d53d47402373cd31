/** Formats times and remembers the last: the members of one answer mostly share a few. */
const remembering = (format: (time: Date) => string): ((time: Date) => string) => {
  let lastTime = Number.NaN
  let lastText = ''
  return (time) => {
    const value = time.getTime()
    if (value !== lastTime) {
      lastText = format(time)
      lastTime = value
    }
    return lastText
  }
}

/** `2026-01-02T03:04:05Z`: the Query services show no fractions. */
export const wholeSeconds = remembering((time) => `${time.toISOString().slice(0, -5)}Z`)

/** `2026-01-02T03:04:05.000Z`: EC2 does. */
export const milliseconds = remembering((time) => time.toISOString())
