import { createTransport } from 'nodemailer'

export type Message = { to: string; subject: string; text: string }

/** Sent, or to be handed over by link: no mail is set up, or the mail server did not take it. */
export type Sent = 'sent' | 'hand_over'

/**
 * The way out for messages. A mail server that is down stops nobody's work: the link is handed over instead,
 * and `failed` is told.
 */
export function createMail(of: {
  mail: { url: string; from: string } | undefined
  failed: (error: unknown) => void
}): (message: Message) => Promise<Sent> {
  const { mail } = of
  if (!mail) return () => Promise.resolve('hand_over')
  const transport = createTransport({ url: mail.url, ...patience }, { from: mail.from })
  return async ({ to, subject, text }) => {
    try {
      await transport.sendMail({
        to,
        subject,
        text,
        // an answering machine must not answer a machine
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      return 'sent'
    } catch (error) {
      of.failed(error)
      return 'hand_over'
    }
  }
}

/** Somebody waits for the answer: a server that does not speak is given up long before its own two minutes. */
const patience = { connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 20_000 }
