import type { ProfilesData } from '../../../../otlp/model.ts';
import { resourceText, scopeText } from './attributes-text.ts';
import { profileAttributes } from './profile-attributes.ts';
import { valueText } from './value-text.ts';

/** The text of verbosity `normal`: a line for each resource, scope and profile. */
export function normalProfiles(data: ProfilesData): string {
  let text = '';
  for (const [i, { resource, schemaUrl, scopeProfiles }] of data.resourceProfiles.entries()) {
    text += `ResourceProfiles #${i}${resourceText(schemaUrl, resource.attributes)}\n`;
    for (const [j, { scope, schemaUrl: scopeSchema, profiles }] of scopeProfiles.entries()) {
      text += `ScopeProfiles #${j}${scopeText(scope, scopeSchema)}\n`;
      for (const { profileId, samples, attributeIndices } of profiles) {
        const attributes = profileAttributes(data.dictionary, attributeIndices).map((attribute) =>
          'missing' in attribute ? attribute.missing : `${attribute.key}=${valueText(attribute.value)}`,
        );
        text += `${[profileId, `samples=${samples.length}`, ...attributes].join(' ')}\n`;
      }
    }
  }
  return text;
}
