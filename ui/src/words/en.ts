import type zh from './zh-CN'

const en: typeof zh = {
  app: { name: 'Daowei', center: 'Government service center', skip: 'Skip to the content' },
  nav: { label: 'Main', workbench: 'Workbench', intake: 'Intake', cases: 'Cases', items: 'Items', licenses: 'Licenses', letters: 'Letters', people: 'People', settings: 'Settings' },
  bar: { language: '中文', light: 'Light', dark: 'Dark', dense: 'Compact', roomy: 'Roomy', account: 'My account', switchPost: 'Switch post', signOut: 'Sign out', help: 'Help' },
  signIn: {
    title: 'Sign in', login: 'Login', password: 'Password', submit: 'Sign in', failed: 'Login or password is wrong.',
    choose: 'Choose a post', chooseWhy: 'You hold several posts. Choose one: everything in this session is done in it.',
    responsible: 'Answering person', responsibleWhy: 'Assistants work under a named person: choose who answers for your work today.', enter: 'Go to the workbench',
    change: 'Change the password', changeWhy: 'Please change your password before anything else.', old: 'Old password', fresh: 'New password (8 characters at least)', again: 'New password again', differ: 'The two new passwords differ.', changed: 'Change the password',
  },
  confirm: { title: 'Confirm that it is you', why: 'Before an act with legal effect, enter your password once more. It holds for a few minutes.', submit: 'Confirm' },
  idle: { title: 'About to sign out', why: 'Nothing was done for {minutes} minutes; the session ends in {seconds} seconds.', stay: 'Go on working' },
  common: {
    search: 'Search', reset: 'Reset', refresh: 'Refresh', more: 'Next page', previous: 'Previous page', save: 'Save', cancel: 'Cancel', back: 'Back', close: 'Close', retry: 'Retry', submit: 'Submit', export: 'Export', print: 'Print', detail: 'Open',
    loading: 'Loading…', none: 'Nothing matches.', all: 'All', yes: 'Yes', no: 'No', unknown: '—', optional: '(optional)', required: 'Required',
  },
  trouble: {
    title: 'That was not done', unreachable: 'The server did not answer. Check the network and retry: nothing is done twice.', offline: 'The network is gone; the page updates when it is back.', rule: 'Basis', rank: 'Rank', request: 'Request {id}', none: 'Not yours to see', missing: 'There is no such page.',
    invalid: '{count} fields need a change',
  },
  rank: { law: 'Law', regulation: 'Regulation', department_rule: 'Department rule', city_document: 'City document', setting: 'Setting' },
  clock: {
    left: '{count} working days left', today: 'Due today', over: '{clock}: {count} working days over', due: 'due {date}', stopped: 'Special procedure', ended: 'Ended', none: 'No clock runs',
    provisional: 'Provisional', provisionalWhy: 'A year that is counted has no published calendar: the date is provisional.', explain: 'Day by day', day: 'day {n}', inTime: 'In time', late: 'Late',
  },
  workbench: {
    title: 'Workbench', mine: 'My tasks', office: "My office's tasks", sent: 'Sent on by me', number: 'Case number', item: 'Item', applicant: 'Applicant', stage: 'State', due: 'Time left', received: 'Received', marks: 'Marks', natural: 'Natural person', owed: 'Notice owed', empty: 'No tasks. New cases appear here by themselves.',
    live: 'Live', stale: 'Live updates broke off; reconnecting', stages: 'State',
  },
}

export default en
