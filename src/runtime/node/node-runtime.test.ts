import { describeLabRuntime } from '../contract/describe-lab-runtime.ts';
import { NodeRuntime } from './node-runtime.ts';

describeLabRuntime('node', () => new NodeRuntime());
