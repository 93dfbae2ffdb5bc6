// containerd and the kubelet.
import type {UnitDeclaration} from '../unit.ts';
import {containerdUnit} from './containerd-unit.ts';
import {kubeletUnit} from './kubelet-unit.ts';

export const clusterUnits: readonly UnitDeclaration[] = [containerdUnit, kubeletUnit];
