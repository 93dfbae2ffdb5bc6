// containerd, Docker, cri-dockerd and the kubelet.
import type {UnitDeclaration} from '../unit.ts';
import {criDockerUnits} from './cri-docker-units.ts';
import {containerdUnit} from './containerd-unit.ts';
import {dockerUnit} from './docker-unit.ts';
import {kubeletUnit} from './kubelet-unit.ts';

export const clusterUnits: readonly UnitDeclaration[] = [containerdUnit, dockerUnit, ...criDockerUnits, kubeletUnit];
