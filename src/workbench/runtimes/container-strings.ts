/** Texts of the line about a container that isn't there; why it failed is said by the runtime's `boot-words.ts`. */
import type { Language } from '../../grading/text.ts';
import type { BootStage } from '../../runtime/webcontainer/boot/boot-failure.ts';

type Key = 'starting' | 'progress' | 'cancel' | 'back' | 'retry' | 'required' | 'switchedOff';

export const containerStrings: Readonly<Record<Language, Readonly<Record<Key | BootStage, string>>>> = {
  en: {
    starting: 'The WebContainer is starting:',
    progress: 'Start of the WebContainer',
    preflight: 'a look at the browser.',
    client: 'its client is loading.',
    load: 'stackblitz.com is asked for the engine.',
    init: 'the engine is loading.',
    build: 'the engine is starting.',
    furnish: 'the packages are being put in.',
    running: 'almost there.',
    cancel: 'Cancel: use Auto',
    back: 'Use Auto',
    retry: 'Retry',
    required: 'This lab needs a WebContainer.',
    switchedOff: 'This site has WebContainers switched off.',
  },
  'zh-cn': {
    starting: 'WebContainer 正在启动：',
    progress: 'WebContainer 启动进度',
    preflight: '检查浏览器。',
    client: '加载客户端。',
    load: '向 stackblitz.com 请求引擎。',
    init: '加载引擎。',
    build: '启动引擎。',
    furnish: '装入软件包。',
    running: '即将就绪。',
    cancel: '取消，使用自动',
    back: '使用自动',
    retry: '重试',
    required: '本实验需要 WebContainer。',
    switchedOff: '本站点已关闭 WebContainer。',
  },
};
