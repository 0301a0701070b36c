import type { PathParser } from '../compile/path.ts';
import { mapPath, unknownSegment } from './context-definition.ts';
import { textField, uint32Field } from './fields.ts';
import type { ResourceContext, ScopeContext } from './transform-context.ts';

export const resourcePaths: PathParser = (path) => {
  switch (path.name) {
    case 'attributes':
      return mapPath<ResourceContext>((context) => context.resource.attributes, path.keys());
    case 'dropped_attributes_count':
      return uint32Field<ResourceContext>(
        (context) => context.resource.droppedAttributesCount,
        (context, value) => {
          context.resource.droppedAttributesCount = value;
        },
      );
    case 'schema_url':
      return textField<ResourceContext>(
        (context) => context.resourceItem.schemaUrl,
        (context, value) => {
          context.resourceItem.schemaUrl = value;
        },
      );
    default:
      throw unknownSegment(path.name, path, 'resource');
  }
};

export const scopePaths: PathParser = (path) => {
  switch (path.name) {
    case 'name':
      return textField<ScopeContext>(
        (context) => context.scope.name,
        (context, value) => {
          context.scope.name = value;
        },
      );
    case 'version':
      return textField<ScopeContext>(
        (context) => context.scope.version,
        (context, value) => {
          context.scope.version = value;
        },
      );
    case 'attributes':
      return mapPath<ScopeContext>((context) => context.scope.attributes, path.keys());
    case 'dropped_attributes_count':
      return uint32Field<ScopeContext>(
        (context) => context.scope.droppedAttributesCount,
        (context, value) => {
          context.scope.droppedAttributesCount = value;
        },
      );
    case 'schema_url':
      return textField<ScopeContext>(
        (context) => context.scopeItem.schemaUrl,
        (context, value) => {
          context.scopeItem.schemaUrl = value;
        },
      );
    default:
      throw unknownSegment(path.name, path, 'scope');
  }
};
