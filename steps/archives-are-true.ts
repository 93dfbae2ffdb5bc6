// Files that no package manager compares with what they should be: read once, kept nowhere, before anything changes.
import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {criDockerdArchives} from './cri-dockerd.ts';
import {envoyGatewayFiles} from './addons/envoy-gateway-release.ts';
import {calicoFiles} from './calico.ts';
import {gatewayArchives} from './gateway-definitions.ts';
import {ciliumArchives} from './install-cilium.ts';
import {question} from './question.ts';
import type {Archive} from './archive.ts';

const archivesOf = (given: Given): readonly Archive[] => [
	...criDockerdArchives(given),
	...ciliumArchives(given),
	...calicoFiles(given),
	...gatewayArchives(given),
	...envoyGatewayFiles(given),
];

export const archivesAreTrue: Task = question(
	{
		id: 'archive-checksums',
		title: {en: 'Files from outside have their checksums', zh: '外部文件的校验和正确'},
		why: {
			en: 'They are no packages, so nobody else compares them. A copy that is broken, or is something else, shows before anything is installed.',
			zh: '它们不是软件包，没有别的程序会核对。损坏或被替换的副本在安装任何东西之前就能发现。',
		},
		fix: {
			en: 'Name a true copy in the plan: mirrors.criDockerd for cri-dockerd, another mirror for the others; or write runtime: containerd, network: flannel, or leave gateway-api out of addons.',
			zh: '在计划中写正确的下载地址：cri-dockerd 用 mirrors.criDockerd，其余换一个镜像站；或改写 runtime: containerd、network: flannel，或从 addons 中去掉 gateway-api。',
		},
		// All hosts fetch from the same place.
		target: 'first-control-plane',
		when: given => archivesOf(given).length > 0,
		usually: 30,
		waitingFor: {en: 'the files to be read', zh: '读取这些文件'},
	},
	given => sh`
		wrong=0
		compare() {
			if ! found=$(set -o pipefail; curl -fsSL --max-time 600 "$1" | sha256sum | awk '{print $1}'); then
				echo "$1 cannot be fetched: $3." >&2
				wrong=1
			elif [ "$found" != "$2" ]; then
				echo "$1 has checksum $found and should have $2: $3." >&2
				wrong=1
			else
				echo "$1 is as it should be"
			fi
		}
		case "$(uname -m)" in
		aarch64)
			${fragment(
				archivesOf(given)
					.map(({address, sha256, instead}) => sh`compare ${address.arm64} ${sha256.arm64} ${instead}`)
					.join('\n'),
			)}
			;;
		*)
			${fragment(
				archivesOf(given)
					.map(({address, sha256, instead}) => sh`compare ${address.amd64} ${sha256.amd64} ${instead}`)
					.join('\n'),
			)}
			;;
		esac
		exit "$wrong"
	`,
);
