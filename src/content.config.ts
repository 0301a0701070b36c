import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const lessonId = z.string().regex(/^[1-3]\.\d{1,2}$/, 'a lesson id like "1.2", in quotes');

/** `content/<language>/<path>/<slug>.mdx`; the entry's id is that path without the extension. */
const lessons = defineCollection({
  loader: glob({
    base: './content',
    pattern: '{en,zh-cn}/*/*.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: z.strictObject({
    id: lessonId,
    title: z.string().min(1),
    description: z.string().min(1).max(180),
    lead: z.string().min(1).optional(),
    goal: z.string().min(1),
    difficulty: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    buildsOn: z.array(lessonId),
    lab: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional(),
    updated: z.coerce.date(),
  }),
});

export const collections = { lessons };
