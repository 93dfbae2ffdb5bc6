// Remedies for Docker's settings.
import type {Remedy} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {installRuntime} from '../install-runtime.ts';
import {fromStage} from './from-stage.ts';
import {cure} from './make-remedy.ts';

/** awk, for jq is on few hosts: takes the member out with the comma before it, or where it is the first, after it. */
const withoutHosts = String.raw`
	{text = text $0 "\n"}
	END {
		if (!sub(/,[ \t\n]*"hosts"[ \t\n]*:[ \t\n]*\[[^]]*\]/, "", text)) sub(/[ \t\n]*"hosts"[ \t\n]*:[ \t\n]*\[[^]]*\][ \t\n]*,?/, "", text)
		printf "%s", text
	}`;

export const leaveToUnit: Remedy = cure({
	id: 'docker-hosts-from-unit',
	title: {en: 'Take out of daemon.json what the unit says already', zh: '从 daemon.json 删除与单元重复的设置'},
	why: {
		en: 'The packaged unit gives dockerd "-H fd://"; "hosts" in daemon.json says it a second time, and Docker does not choose.',
		zh: '软件包的单元已带 "-H fd://"，daemon.json 里又写了 "hosts"，Docker 不会自行取舍。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`! grep -q '"hosts"' /etc/docker/daemon.json`},
	run: () => sh`
		cp -p /etc/docker/daemon.json /etc/docker/daemon.json.before-cure
		awk ${withoutHosts} /etc/docker/daemon.json.before-cure > /etc/docker/daemon.json
		systemctl reset-failed docker 2>/dev/null || true
		systemctl restart docker
	`,
	undo: () => sh`mv /etc/docker/daemon.json.before-cure /etc/docker/daemon.json`,
});

const [writeSettings] = fromStage(installRuntime, 'docker-configuration');

/** The file is kept: whoever knows what was meant in it can take that over. */
export const settingsAnew: Remedy = {
	...writeSettings!,
	id: 'docker-settings-anew',
	title: {en: 'Put the unreadable daemon.json aside and write it anew', zh: '移开无法解析的 daemon.json 并重新写入'},
	why: {
		en: 'Docker gets what Kubernetes needs of it. Settings of one’s own, such as mirrors, are to be taken over from daemon.json.before-cure by hand.',
		zh: '写入 Kubernetes 所需的 Docker 配置。镜像加速等自定义设置需手工从 daemon.json.before-cure 抄回。',
	},
	run: given => sh`
		mv /etc/docker/daemon.json /etc/docker/daemon.json.before-cure
		# It was started in vain more often than systemd allows.
		systemctl reset-failed docker 2>/dev/null || true
		${fragment(writeSettings!.run(given))}
	`,
	undo: () => sh`mv /etc/docker/daemon.json.before-cure /etc/docker/daemon.json`,
};
