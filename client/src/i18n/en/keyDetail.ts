/** Rotation with its overlap, and the detail of a key. */
export const keyRotate = {
  menu: 'Rotate…',
  title: 'Rotate "{{name}}"',
  text: 'The key gets a new secret and keeps its name, its permission and its history. The old secret stops working after the time you choose.',
  overlap: 'Old secret keeps working for',
  choice: {
    '0': 'Stop at once',
    '900': '15 minutes',
    '3600': '1 hour',
    '21600': '6 hours',
    '86400': '24 hours',
    '604800': '7 days',
  },
  atOnce: 'Requests with the old secret will be rejected at once.',
  submit: 'Rotate key',
  sending: 'Rotating…',
  saveTitle: 'Save your new API key',
  rotated: '"{{name}}" has a new secret.',
  done: 'API key rotated.',
  unreachable:
    "We couldn't reach the server. The key may or may not have a new secret: look at its recent activity before you try again.",
  stopped: "This key no longer works and can't be rotated. Create a new one.",
  until: 'The old secret still works until {{date}}.',
  oldUnused: 'Nobody has used it since the rotation.',
  oldUsed: 'It was last used {{time}}.',
  end: 'End the overlap now',
  ended: 'The old secret no longer works.',
  endFailed: 'The old secret could not be stopped. It may still work.',
} as const;

export const keyDetail = {
  title: 'API key',
  id: 'Key ID',
  activity: 'Recent activity',
  month: 'Last 30 days',
  usage: '{{total}} tokens, most on {{day}} with {{peak}}.',
  otherModels_one: '{{count}} other model · {{tokens}}',
  otherModels_other: '{{count}} other models · {{tokens}}',
  usedOf: '{{used}} of {{limit}}',
  unused: 'No usage in the last 30 days.',
  usageFailed: "We couldn't load its usage.",
  leaked: 'This key was reported on {{date}} as found in a public place, and is refused since, for good.',
  leakedOnGithub: 'GitHub found this key in public on {{date}}, in {{place}}. It is refused since, for good.',
  leakedAt: 'Where:',
  leakedNext:
    'Create a new key, put it where this one was used, and take this one away from where it was seen.',
} as const;
