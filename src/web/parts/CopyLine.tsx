import { t } from '@lingui/core/macro'
import { Button, CopyButton, Group, TextInput } from '@mantine/core'

/** Something shown once, to be copied. */
export function CopyLine({ label, text, note }: { label: string; text: string; note: string }) {
  return (
    <Group align="flex-end" gap={0} wrap="nowrap">
      <TextInput
        label={label}
        description={note}
        value={text}
        readOnly
        flex={1}
        onFocus={event => event.currentTarget.select()}
      />
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? t`Copied` : t`Copy`}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
