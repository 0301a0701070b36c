/** What CodeMirror says itself (the search panel, announcements), in Chinese. English is built in. */
import type { Language } from '../../grading/text.ts';

export const phrases: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  'zh-cn': {
    Find: '查找',
    Replace: '替换为',
    next: '下一个',
    previous: '上一个',
    all: '全部',
    'match case': '区分大小写',
    regexp: '正则表达式',
    'by word': '全字匹配',
    replace: '替换',
    'replace all': '全部替换',
    close: '关闭',
    'current match': '当前匹配',
    'on line': '所在行',
    'replaced match on line $': '已替换第 $ 行的匹配',
    'replaced $ matches': '已替换 $ 处匹配',
    'Go to line': '跳转到行',
    go: '跳转',
    'Control character': '控制字符',
    'Selection deleted': '已删除所选内容',
    Completions: '补全',
    Diagnostics: '问题',
    'No diagnostics': '没有问题',
  },
};
