import { boolean, type ConfigOf, type Finding, field, struct } from '../../../config/schema.ts';
import { httpServerFields, httpServerFindings, serverDefaults } from '../../http-server/server-fields.ts';

const expvarSchema = struct('zpagesextension.ExpvarConfig', {
  enabled: field(boolean(false), 'Whether there is a page of variables, /debug/expvarz.', {
    level: 'ignored',
    reason: 'the variables are those of Go’s runtime, which isn’t here',
  }),
});

export const zpagesSchema = struct(
  'zpagesextension.Config',
  {
    ...httpServerFields(serverDefaults('localhost:55679')),
    expvar: field(expvarSchema, 'The variables that programs in Go publish.'),
  },
  {
    ownDecoder: true,
    ignoresUnknownKeys: true,
    validate(config): readonly Finding[] {
      const message = '"endpoint" is required when using the "zpages" extension';
      const missing = config.endpoint === '' ? [{ message, at: ['endpoint'] }] : [];
      return [...missing, ...httpServerFindings(config, ['serverconfig'])];
    },
  },
);

export type ZpagesConfig = ConfigOf<typeof zpagesSchema>;
