import type {Texts} from './texts.ts';

export const plan: Texts['plan'] = {
	missing: file => `找不到计划文件 ${file}；可用 kubewalk new --out ${file} 生成（参数见 kubewalk new --help）。`,
	unreadable: (file, code) => `无法读取计划文件 ${file}（${code}）；请用 --plan FILE 指定一个可读的文件。`,
};

export const newPlan: Texts['newPlan'] = {
	noPath: '请写明计划写到哪里，例如 cluster.yaml。',
	noHosts: '计划里必须有主机；例如：kubewalk new --host m1=10.77.0.11:control-plane --single --out cluster.yaml',
	noEndpoint:
		'计划里必须写明 API 的访问入口；请加上 --endpoint 地址[:端口]（虚拟 IP）、--external 地址:端口（已有的负载均衡器）或 --single（单个控制平面）。',
	oneEndpoint: '--endpoint、--external 和 --single 只能用其中一个。',
	badHost: text =>
		`--host ${text} 不是“名字=地址:角色”的形式；请写成例如 m1=10.77.0.11:control-plane、w1=10.77.0.21:worker 或 m1=[fd00::11]:control-plane。`,
	badAddress: (flag, text) =>
		`${flag} ${text} 不是“地址:端口”的形式；请写成例如 10.77.0.100:9443 或 [fd00::100]:9443。`,
	oneNetwork: '--network、--network-script 和 --network-manifest 只能用其中一个。',
	exists: file => `${file} 已经存在；请用 --out 换一个文件名，或用 --force 覆盖它。`,
	unwritable: (file, code) => `无法写入 ${file}（${code}）；请用 --out 指定一个可写的位置。`,
	written: file => `已写好 ${file}。查看它将执行的命令：kubewalk plan --plan ${file}`,
};

export const planFile: Texts['planFile'] = {
	top: 'kubewalk 集群计划。查看它会执行的每一条命令：kubewalk plan --plan 文件',
	name: '集群的名字。',
	kubernetes: '写次版本（"1.36"）表示取它最新的补丁版本；写 "1.36.4" 就固定为这一版。',
	'keepalived-haproxy':
		'API 由这个虚拟 IP 应答：须是主机网段内的空闲地址；端口不能用 6443，那是 API Server 自己的端口。',
	'kube-vip': 'API 由这个虚拟 IP 应答，由 kube-vip 漂移：须是主机网段内的空闲地址。',
	external: 'API 由这个负载均衡器应答，它把请求转发到各控制平面的 6443 端口。',
	single: '单个控制平面，没有负载均衡：适合学习，不适合不能中断的业务。',
	runtime: 'ports 只开放需要的端口；off 关闭防火墙。',
	mirrors: '软件包和镜像改从这里获取。',
	ssh: '怎样登录主机；个别主机可在自己的 ssh: {...} 里另写。',
	hosts: '第一个控制平面负责初始化集群。',
};

export const planBook: Texts['planBook'] = {
	head: (name, version, hosts, book) =>
		`${book}：计划 ${name}，Kubernetes ${version}，${hosts} 台主机。尚未执行任何命令。`,
	assumed: (system: string, all: string) =>
		`以下按 ${system} 显示：尚未询问主机。实际执行时会先询问每台主机，再按其系统选用命令。查看其他系统请加 --os 名称，可选 ${all}。`,
	onlyNew: '运行时才会查询哪些主机早已就位，那些主机不会被改动。',
	on: hosts => `主机 ${hosts}`,
	check: '检查（已满足则不执行）',
	run: '执行',
	verify: '验证',
	undo: '回退',
	oneByOne: '逐台进行',
	reads: (name, task) => `${name} 在 ${task} 执行之后才有值。`,
	safe: '不改动',
	changes: '改动主机',
	disruptive: '影响正在运行的服务',
	destructive: '会删除数据',
	noOut: '这种格式由多个文件组成；请用 --out 目录 指定。',
	byHandOnly: hosts =>
		`${hosts} 由人手工执行命令，Ansible 无法到达；请用 --format script，或为它改用其他 transport。`,
	unknownFormat: format => `没有 ${format} 这种格式；请用 --format text、markdown、json、script 或 ansible。`,
	unknownSystem: (name: string, all: string) => `没有名为 ${name} 的系统；请用 --os 指定 ${all} 之一。`,
	unknownBook: (book, books) => `没有 ${book} 这本手册；请用 --book 指定 ${books} 之一。`,
	notEmpty: folder => `${folder} 中已有其他文件；为避免覆盖，请用 --out 指定一个空目录或新目录。`,
	unwritable: (path, code) => `无法写入 ${path}（${code}）；请用 --out 指定一个可写的位置。`,
	written: (folder, files) => `已在 ${folder} 写好 ${files} 个文件。通过 ssh 安装：bash ${folder}/install.sh`,
	writtenPlaybook: (folder, files, book) =>
		`已在 ${folder} 写好 ${files} 个文件。安装：cd ${folder} && ansible-playbook -i inventory.yaml ${book}.yaml`,
	writtenFile: file => `已写好 ${file}。`,
};
