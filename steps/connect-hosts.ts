import type {Stage} from '../source/engine/declare.ts';
import {earlierCluster} from './earlier-cluster.ts';
import {hostFacts} from './host-facts.ts';
import {hostLimits} from './host-limits.ts';
import {hostNetwork} from './host-network.ts';
import {ciliumSuits} from './install-cilium.ts';
import {podDns} from './pod-dns.ts';
import {retiredMirrors} from './retired-mirrors.ts';
import {hostRoutes} from './host-routes.ts';
import {hostStorage} from './host-storage.ts';
import {fetchingTools, ownPackageSource} from './package-source.ts';
import {proxySuits} from './proxy-mode.ts';
import {publishedPackages} from './published-packages.ts';
import {archivesAreTrue} from './archives-are-true.ts';
import {reachableSources} from './reachable-sources.ts';

export const connectHosts: Stage = {
	id: 'connect',
	title: {en: 'Connect and survey', zh: '连接与勘察'},
	why: {
		en: 'Before anything changes, every host is asked whether the installation can succeed on it.',
		zh: '动手之前，先逐台确认主机具备安装条件。',
	},
	tasks: [
		...hostFacts,
		proxySuits,
		ciliumSuits,
		...hostLimits,
		...hostStorage,
		...hostNetwork,
		...hostRoutes,
		earlierCluster,
		podDns,
		retiredMirrors,
		ownPackageSource,
		fetchingTools,
		...reachableSources,
		publishedPackages,
		archivesAreTrue,
	],
};
