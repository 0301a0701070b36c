import type { Attributes, ProfilesData } from '../../../../otlp/model.ts';
import { ProfileContext, ResourceContext, ScopeContext } from '../../../ottl/contexts/transform-context.ts';
import type { ConsumeContext } from '../../../pipeline/consumer.ts';
import { runGroup, type StatementGroup } from './statement-group.ts';

/** Runs groups on the resources, scopes or profiles of profiles, one group after the other. */
export function profileTransformer(): (
  data: ProfilesData,
  group: StatementGroup,
  consumed: ConsumeContext,
  cache: Attributes | undefined,
) => void {
  const resource = new ResourceContext();
  const scope = new ScopeContext();
  const profile = new ProfileContext();
  return (data, group, consumed, cache) => {
    for (const each of [resource, scope, profile]) each.begin(consumed, cache);
    for (const resourceProfiles of data.resourceProfiles) {
      if (group.context === 'resource') {
        runGroup(group, resource.enter(resourceProfiles));
        continue;
      }
      for (const scopeProfiles of resourceProfiles.scopeProfiles) {
        if (group.context === 'scope') {
          runGroup(group, scope.enterScope(resourceProfiles, scopeProfiles));
          continue;
        }
        for (const each of scopeProfiles.profiles) {
          runGroup(group, profile.enterProfile(resourceProfiles, scopeProfiles, each, data.dictionary));
        }
      }
    }
  };
}
