//! What the queue refuses.

use crate::rule::rules;

rules! {
    LETTER_TWICE = "queue.letter_twice", Setting, "记录条件：排队业务", [],
        "字母{letter}已经用于另一种排队业务，请换一个。", "The letter {letter} belongs to another kind of business: choose another.";
    WINDOW = "queue.window", Setting, "记录条件：排队业务、转窗口", [],
        "只能指定今天开放的、别的窗口。", "Only another window that is open today can be named.";
    KIND_UNKNOWN = "queue.kind_unknown", Setting, "系统设置：排队业务", [],
        "没有设置这种排队业务，请重新选择。", "Nobody queues for this kind of business: choose again.";
    FULL = "queue.full", Setting, "系统规则：排队号三位", [],
        "这种业务今天已经取出{most}个号，不再取号。", "{most} numbers of this kind were drawn today: there are no more.";
    NO_WINDOW = "queue.no_window", Setting, "系统规则：窗口叫号", [],
        "当前岗位没有今天开放的窗口，不能叫号。", "This post is at no window that is open today, and calls nobody.";
    SERVING = "queue.serving", Setting, "系统规则：一个窗口一次办理一个号", [],
        "{number}号正在本窗口办理，请先办结、过号或者转窗口。", "{number} is being served at this window: finish it, skip it or pass it on first.";
    NONE_WAITING = "queue.none_waiting", Setting, "记录条件：叫号", [],
        "现在没有人等候本窗口的业务。", "Nobody waits for this window now.";
    ELSEWHERE = "queue.elsewhere", Setting, "记录条件：叫号", [],
        "{number}号不在本窗口办理，也不能由本窗口呼叫（可能已由别的窗口呼叫，或者已办结）。", "{number} is not served here, nor to be called from here: another window may have called it, or it is done.";
    NOT_TODAY = "queue.not_today", Setting, "系统规则：排队号当日有效", [],
        "{number}号是{day}取的，只在当日有效。", "{number} was drawn on {day} and is good for that day only.";
}
