export default {
  app: { name: '到位', center: '政务服务中心', skip: '跳到正文' },
  nav: { label: '主导航', workbench: '工作台', intake: '收件', cases: '办件查询', items: '事项', licenses: '证照', letters: '授权书', people: '人员', settings: '设置' },
  bar: { language: 'English', light: '浅色', dark: '深色', dense: '紧凑', roomy: '宽松', account: '我的账号', switchPost: '切换岗位', signOut: '退出', help: '帮助' },
  signIn: {
    title: '登录', login: '登录名', password: '密码', submit: '登录', failed: '登录名或者密码不对。',
    choose: '选择岗位', chooseWhy: '您有多个岗位。选择一个，本次会话的行为都以该岗位的身份作出。',
    responsible: '责任人', responsibleWhy: '辅助人员在责任人名下工作：请选择今天对您的工作负责的正式人员。', enter: '进入工作台',
    change: '修改密码', changeWhy: '首次登录请先修改密码。', old: '原密码', fresh: '新密码（至少 8 位）', again: '再输一次新密码', differ: '两次输入的新密码不一样。', changed: '修改密码',
  },
  confirm: { title: '再次确认身份', why: '作出有法律效力的行为前，请再输入一次密码。确认在几分钟内有效。', submit: '确认' },
  idle: { title: '即将自动退出', why: '{minutes} 分钟没有操作，会话将在 {seconds} 秒后结束。', stay: '继续工作' },
  common: {
    search: '查询', reset: '重置', refresh: '刷新', more: '下一页', previous: '上一页', save: '保存', cancel: '取消', back: '返回', close: '关闭', retry: '重试', submit: '提交', export: '导出', print: '打印', detail: '查看',
    loading: '正在加载…', none: '没有符合条件的记录。', all: '全部', yes: '是', no: '否', unknown: '—', optional: '（选填）', required: '必填',
  },
  trouble: {
    title: '操作没有完成', unreachable: '没有收到服务器的答复。请检查网络后重试；重试不会重复办理。', offline: '网络已断开，恢复后自动更新。', rule: '依据', rank: '层级', request: '请求编号 {id}', none: '无权查看', missing: '没有找到这个页面。',
    invalid: '有 {count} 处需要修改',
  },
  rank: { law: '法律', regulation: '法规', department_rule: '规章', city_document: '市文件', setting: '系统设置' },
  clock: {
    left: '剩余 {count} 个工作日', today: '今日到期', over: '{clock}已超 {count} 个工作日', due: '{date} 到期', stopped: '特别程序（不计时限）', ended: '已结束', none: '不计时',
    provisional: '暂定', provisionalWhy: '所跨年度的放假安排尚未公布，日期为暂定。', explain: '逐日说明', day: '第 {n} 日', inTime: '按时', late: '逾期',
  },
  workbench: {
    title: '工作台', mine: '我的待办', office: '本处待办', sent: '我转出的', number: '办件编号', item: '事项', applicant: '申请人', stage: '状态', due: '剩余时间', received: '收件日期', marks: '标记', natural: '自然人', owed: '欠文书', empty: '没有待办。新的办件会自动出现在这里。',
    live: '实时更新中', stale: '实时更新已中断，正在重新连接', stages: '状态',
  },
}
