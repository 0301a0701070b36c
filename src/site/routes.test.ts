import { describe, expect, it } from 'vitest';
import { asset, href, routes } from './routes.ts';

describe('addresses', () => {
  it('have no prefix in English and one in Chinese', () => {
    expect(href('en', routes.home, '/')).toBe('/');
    expect(href('zh-cn', routes.home, '/')).toBe('/zh-cn/');
    expect(href('en', routes.paths('quick-start'), '/')).toBe('/paths/quick-start/');
    expect(href('zh-cn', routes.lesson('quick-start', '01-the-map'), '/')).toBe(
      '/zh-cn/quick-start/01-the-map/',
    );
  });

  it('stand under the base path, written with or without its slash', () => {
    expect(href('zh-cn', routes.reference, '/academy')).toBe('/academy/zh-cn/reference/');
    expect(href('en', routes.home, '/academy/')).toBe('/academy/');
    expect(asset('favicon.svg', '/academy')).toBe('/academy/favicon.svg');
  });
});
