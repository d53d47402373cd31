const rememberedTimes = 1000

/** Formats times and remembers them: the members of one answer, and one answer and the next, share most. */
const remembering = (format: (time: Date) => string): ((time: Date) => string) => {
  const texts = new Map<number, string>()
  return (time) => {
    const value = time.getTime()
    let text = texts.get(value)
    if (text === undefined) {
      text = format(time)
      if (texts.size >= rememberedTimes) texts.clear()
      texts.set(value, text)
    }
    return text
  }
}

/** `2026-01-02T03:04:05Z`: the Query services show no fractions. */
export const wholeSeconds = remembering((time) => `${time.toISOString().slice(0, -5)}Z`)

/** `2026-01-02T03:04:05.000Z`: EC2 does. */
export const milliseconds = remembering((time) => time.toISOString())
