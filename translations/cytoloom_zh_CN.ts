<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Attention</name>
    <message>
        <source>Runs by itself</source>
        <translation>自动运行</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>即将</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待人员</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>危险</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1 后</translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation>超 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩 %1</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>已 %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Confirm after the outage</source>
        <translation>停机后核对</translation>
    </message>
    <message>
        <source>Decide: rules forbid it</source>
        <translation>规则不允许，待决定</translation>
    </message>
    <message>
        <source>Fault: choose what to do</source>
        <translation>故障，选择处置</translation>
    </message>
    <message>
        <source>Restart or end</source>
        <translation>重启或结束</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>作答</translation>
    </message>
    <message>
        <source>Second person verifies</source>
        <translation>第二人复核</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Consent to go on</source>
        <translation>同意继续</translation>
    </message>
    <message>
        <source>Line clearance</source>
        <translation>清场</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>落后 %1</translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <translation>提前 %1</translation>
    </message>
    <message>
        <source>on time</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>cells: %1 over the limit</source>
        <translation>细胞已超限 %1</translation>
    </message>
    <message>
        <source>cells tolerate %1</source>
        <translation>细胞可耐受 %1</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
</context>
<context>
    <name>ConditionNames</name>
    <message>
        <source>reported by %1</source>
        <translation>由“%1”报告</translation>
    </message>
    <message>
        <source>time since the step around it began</source>
        <translation>所在步骤开始以来的时间</translation>
    </message>
    <message>
        <source>the same, anew after a restart</source>
        <translation>同上，重启后重新计时</translation>
    </message>
    <message>
        <source>rounds of the loop so far</source>
        <translation>循环已完成的次数</translation>
    </message>
</context>
<context>
    <name>Editors</name>
    <message>
        <source>“%1” cannot be a name: begin with a letter, then use letters, digits and _.</source>
        <translation>“%1”不能作为名称：须以字母开头，其后使用字母、数字和下划线。</translation>
    </message>
    <message>
        <source>A whole number from %1 to %2 is needed.</source>
        <translation>需要 %1 至 %2 之间的整数。</translation>
    </message>
    <message>
        <source>none: a plain number</source>
        <translation>无：纯数字</translation>
    </message>
</context>
<context>
    <name>ElementSections</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Change type</source>
        <translation>更改类型</translation>
    </message>
    <message>
        <source>Delete the phase and drop another one to change its class.</source>
        <translation>要更换阶段类，请删除后重新放置。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Bind unit role</source>
        <translation>绑定设备角色</translation>
    </message>
    <message>
        <source>Change openness</source>
        <translation>更改开放性</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Change grade</source>
        <translation>更改级别</translation>
    </message>
    <message>
        <source>Change duration</source>
        <translation>更改时长</translation>
    </message>
    <message>
        <source>General</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Unit role</source>
        <translation>设备角色</translation>
    </message>
    <message>
        <source>Product is</source>
        <translation>产品状态</translation>
    </message>
    <message>
        <source>Room grade</source>
        <translation>洁净级别</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>标准时长</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>最短</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Critical step</source>
        <translation>关键步骤</translation>
    </message>
    <message>
        <source>Ends when</source>
        <translation>结束条件</translation>
    </message>
    <message>
        <source>Transition condition</source>
        <translation>转换条件</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>更改条件</translation>
    </message>
    <message>
        <source>At most, times</source>
        <translation>最多次数</translation>
    </message>
    <message>
        <source>Change count</source>
        <translation>更改次数</translation>
    </message>
    <message>
        <source>Hold and abort logic</source>
        <translation>保持 / 中止逻辑</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Safe state</source>
        <translation>安全状态</translation>
    </message>
    <message>
        <source>Change time limit</source>
        <translation>修改时限</translation>
    </message>
    <message>
        <source>Change residual volume</source>
        <translation>修改残留体积</translation>
    </message>
    <message>
        <source>Open for at most</source>
        <translation>最长开放时间</translation>
    </message>
    <message>
        <source>Held for at most</source>
        <translation>最长保持时间</translation>
    </message>
    <message>
        <source>Stays in vessel</source>
        <translation>容器残留</translation>
    </message>
    <message>
        <source>Aseptic handling</source>
        <translation>无菌操作</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Note (zh)</source>
        <translation>中文说明</translation>
    </message>
    <message>
        <source>Note (en)</source>
        <translation>英文说明</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>修改说明</translation>
    </message>
</context>
<context>
    <name>EventText</name>
    <message>
        <source>the batch</source>
        <translation>本批次</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>release</source>
        <translation>放行</translation>
    </message>
</context>
<context>
    <name>EvidenceSection</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>several: with ;</source>
        <translation>多个以 ; 分隔</translation>
    </message>
    <message>
        <source>Write the moment as 2026-03-31 08:00 (UTC).</source>
        <translation>时间请写成 2026-03-31 08:00（UTC）。</translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation>增加证据</translation>
    </message>
    <message>
        <source>GMP evidence</source>
        <translation>GMP 证据</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>FigureCharts</name>
    <message>
        <source>pass</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>%1 of %2 runs that came there</source>
        <translation>到达该处的 %2 次运行中 %1 次</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>%1 to %2: %3 % of the runs</source>
        <translation>%1 至 %2：占运行的 %3 %</translation>
    </message>
    <message>
        <source>critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>busy as planned</source>
        <translation>计划占用</translation>
    </message>
    <message>
        <source>at worst</source>
        <translation>最差情况</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>the unit holds</source>
        <translation>设备容量</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>无限度</translation>
    </message>
    <message>
        <source>share of the runs</source>
        <translation>占运行的比例</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
</context>
<context>
    <name>FormulaSection</name>
    <message>
        <source>There is another “%1”.</source>
        <translation>已有另一个“%1”。</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>The unit is of another dimension: check the number.</source>
        <translation>单位的量纲不同：请核对数值。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Change formula</source>
        <translation>修改配方</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>In expressions f.</source>
        <translation>表达式中 f.</translation>
    </message>
    <message>
        <source>Change bill of materials</source>
        <translation>修改物料清单</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>未规定</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Tolerance ±</source>
        <translation>允差 ±</translation>
    </message>
    <message>
        <source>Material code</source>
        <translation>物料代码</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>质量标准</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>配方参数</translation>
    </message>
    <message>
        <source>Remove formula value</source>
        <translation>删除配方参数</translation>
    </message>
    <message>
        <source>Formula value</source>
        <translation>配方参数</translation>
    </message>
    <message>
        <source>Add formula value</source>
        <translation>添加配方参数</translation>
    </message>
    <message>
        <source>Bill of materials</source>
        <translation>物料清单</translation>
    </message>
    <message>
        <source>Remove material</source>
        <translation>删除物料</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>物料</translation>
    </message>
    <message>
        <source>Add material</source>
        <translation>添加物料</translation>
    </message>
</context>
<context>
    <name>GateSection</name>
    <message>
        <source>Change criterion</source>
        <translation>修改判定标准</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The name of a result has no spaces: viability.</source>
        <translation>结果名称不含空格，例如 viability。</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Must be</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限度</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>The limit was in another dimension: check its number.</source>
        <translation>原限度的量纲不同：请核对数值。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>检验方法</translation>
    </message>
    <message>
        <source>Release criteria</source>
        <translation>放行标准</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>判定标准</translation>
    </message>
    <message>
        <source>Remove criterion</source>
        <translation>删除判定标准</translation>
    </message>
    <message>
        <source>No criteria yet: this gate would let everything pass.</source>
        <translation>尚无判定标准：该控制点会放过一切。</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>判定标准</translation>
    </message>
    <message>
        <source>Add criterion</source>
        <translation>添加判定标准</translation>
    </message>
    <message>
        <source>Change gate</source>
        <translation>修改控制点</translation>
    </message>
    <message>
        <source>Every batch must pass it</source>
        <translation>每批必须通过</translation>
    </message>
    <message>
        <source>It releases the batch</source>
        <translation>决定批次放行</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Open alarms</source>
        <translation>未消除的报警</translation>
    </message>
    <message>
        <source>Held or paused</source>
        <translation>保持或暂停中</translation>
    </message>
    <message>
        <source>Clocks of cells</source>
        <translation>细胞时限</translation>
    </message>
    <message>
        <source>Open questions</source>
        <translation>待答提问</translation>
    </message>
    <message>
        <source>Samples due</source>
        <translation>待取样</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Units that somebody waits for</source>
        <translation>有批次等待的设备单元</translation>
    </message>
    <message>
        <source>Batches and next action</source>
        <translation>各批与下一步操作</translation>
    </message>
    <message>
        <source>waiting: %1</source>
        <translation>等待：%1</translation>
    </message>
</context>
<context>
    <name>LinkSections</name>
    <message>
        <source>Not stated</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>介质</translation>
    </message>
    <message>
        <source>Change medium</source>
        <translation>更改介质</translation>
    </message>
    <message>
        <source>Change volume</source>
        <translation>更改体积</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>Joined by</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>Change joint</source>
        <translation>更改连接方式</translation>
    </message>
    <message>
        <source>Change temperature band</source>
        <translation>更改温度带</translation>
    </message>
    <message>
        <source>Not below</source>
        <translation>不低于</translation>
    </message>
    <message>
        <source>Not above</source>
        <translation>不高于</translation>
    </message>
    <message>
        <source>Change hold limit</source>
        <translation>更改停留时限</translation>
    </message>
    <message>
        <source>Longest stay</source>
        <translation>最长停留</translation>
    </message>
    <message>
        <source>Taken on</source>
        <translation>适用结果</translation>
    </message>
    <message>
        <source>Change outcome</source>
        <translation>更改结果</translation>
    </message>
    <message>
        <source>Asked as no.</source>
        <translation>判断顺序</translation>
    </message>
    <message>
        <source>Change priority</source>
        <translation>更改优先级</translation>
    </message>
    <message>
        <source>Change evidence</source>
        <translation>修改证据</translation>
    </message>
</context>
<context>
    <name>ParameterDetails</name>
    <message>
        <source>The unit is of another dimension: the numbers in the old one are gone.</source>
        <translation>单位的量纲不同：原单位的数值已清除。</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>不测量</translation>
    </message>
    <message>
        <source>Validated</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>纠偏</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>警戒</translation>
    </message>
    <message>
        <source>Limits of %1</source>
        <translation>%1 的限度</translation>
    </message>
    <message>
        <source>no lower</source>
        <translation>无下限</translation>
    </message>
    <message>
        <source>no upper</source>
        <translation>无上限</translation>
    </message>
    <message>
        <source>Own value</source>
        <translation>自身数值</translation>
    </message>
    <message>
        <source>Value from</source>
        <translation>数值来源</translation>
    </message>
    <message>
        <source>Change origin of value</source>
        <translation>修改数值来源</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Change unit</source>
        <translation>修改单位</translation>
    </message>
    <message>
        <source>Range from</source>
        <translation>范围来源</translation>
    </message>
    <message>
        <source>Change source</source>
        <translation>修改范围来源</translation>
    </message>
    <message>
        <source>Measured by</source>
        <translation>测量信号</translation>
    </message>
    <message>
        <source>Change signal</source>
        <translation>修改测量信号</translation>
    </message>
    <message>
        <source>Recorded every</source>
        <translation>采样间隔</translation>
    </message>
    <message>
        <source>Change sampling</source>
        <translation>修改采样间隔</translation>
    </message>
    <message>
        <source>Critical process parameter (CPP)</source>
        <translation>关键工艺参数(CPP)</translation>
    </message>
    <message>
        <source>Change criticality</source>
        <translation>修改关键性</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>In expressions p.</source>
        <translation>表达式中 p.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove parameter</source>
        <translation>删除参数</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Add parameter</source>
        <translation>添加参数</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>其他参数</translation>
    </message>
    <message>
        <source>Change evidence</source>
        <translation>修改证据</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>Change crew</source>
        <translation>修改人员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Qualification</source>
        <translation>资质</translation>
    </message>
    <message>
        <source>Change signature</source>
        <translation>修改签名</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Crew, verification, signatures</source>
        <translation>人员、复核与签名</translation>
    </message>
    <message>
        <source>Remove crew</source>
        <translation>删除人员</translation>
    </message>
    <message>
        <source>Crew</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Add crew</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Remove signature</source>
        <translation>删除签名</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Add signature</source>
        <translation>添加签名</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Change verification</source>
        <translation>修改复核方式</translation>
    </message>
</context>
<context>
    <name>PortSection</name>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Change port</source>
        <translation>修改端口</translation>
    </message>
    <message>
        <source>The port is joined: set “Joined to” to nothing first.</source>
        <translation>端口已连接：请先将“连接至”设为无。</translation>
    </message>
    <message>
        <source>Joined to</source>
        <translation>连接至</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>In</source>
        <translation>入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>出</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Material</source>
        <translation>物料</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样品</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>废弃物</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>未规定</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>介质</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Fed by</source>
        <translation>供料</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>物料</translation>
    </message>
    <message>
        <source>not joined</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Remove port</source>
        <translation>删除端口</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Add port</source>
        <translation>添加端口</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>In step with</source>
        <translation>同步于</translation>
    </message>
    <message>
        <source>A transfer needs its other side: both start and end together.</source>
        <translation>转移需要另一侧：两侧同时开始、同时结束。</translation>
    </message>
    <message>
        <source>Show the other side</source>
        <translation>显示另一侧</translation>
    </message>
</context>
<context>
    <name>RecipeSections</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>工艺规程</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Donor</source>
        <translation>供者</translation>
    </message>
    <message>
        <source>Autologous</source>
        <translation>自体</translation>
    </message>
    <message>
        <source>Allogeneic</source>
        <translation>异体</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤数</translation>
    </message>
    <message>
        <source>Change recipe header</source>
        <translation>修改规程信息</translation>
    </message>
    <message>
        <source>Product (en)</source>
        <translation>产品(英文)</translation>
    </message>
    <message>
        <source>Product (zh)</source>
        <translation>产品(中文)</translation>
    </message>
    <message>
        <source>Product code</source>
        <translation>产品代码</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>编制人</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Description (en)</source>
        <translation>说明(英文)</translation>
    </message>
    <message>
        <source>Description (zh)</source>
        <translation>说明(中文)</translation>
    </message>
    <message>
        <source>Recipe no.</source>
        <translation>规程编号</translation>
    </message>
</context>
<context>
    <name>RoleSection</name>
    <message>
        <source>Not stated</source>
        <translation>未规定</translation>
    </message>
    <message>
        <source>Any of the class</source>
        <translation>同类任一单元</translation>
    </message>
    <message>
        <source>Name (zh)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (en)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>In expressions</source>
        <translation>表达式中</translation>
    </message>
    <message>
        <source>There is another “%1”.</source>
        <translation>已有另一个“%1”。</translation>
    </message>
    <message>
        <source>Change unit role</source>
        <translation>修改单元角色</translation>
    </message>
    <message>
        <source>from</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>to</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Can %1</source>
        <translation>能力 %1</translation>
    </message>
    <message>
        <source>＋ Capability</source>
        <translation>＋ 能力</translation>
    </message>
    <message>
        <source>Unit roles</source>
        <translation>单元角色</translation>
    </message>
    <message>
        <source>Remove unit role</source>
        <translation>删除单元角色</translation>
    </message>
    <message>
        <source>Unit role</source>
        <translation>单元角色</translation>
    </message>
    <message>
        <source>Add unit role</source>
        <translation>添加单元角色</translation>
    </message>
</context>
<context>
    <name>Shapes</name>
    <message>
        <source>triangle</source>
        <translation>三角形</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>圆形</translation>
    </message>
    <message>
        <source>square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>diamond</source>
        <translation>菱形</translation>
    </message>
    <message>
        <source>hexagon</source>
        <translation>六边形</translation>
    </message>
    <message>
        <source>star</source>
        <translation>星形</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>light blue</source>
        <translation>浅蓝色</translation>
    </message>
    <message>
        <source>vermilion</source>
        <translation>朱红色</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黑色</translation>
    </message>
</context>
<context>
    <name>StartChecklist</name>
    <message>
        <source>Recipe effective</source>
        <translation>规程已生效</translation>
    </message>
    <message>
        <source>Equipment free</source>
        <translation>设备空闲</translation>
    </message>
    <message>
        <source>Equipment clean</source>
        <translation>设备已清洁</translation>
    </message>
    <message>
        <source>Calibration valid</source>
        <translation>校准有效</translation>
    </message>
    <message>
        <source>Line clearance</source>
        <translation>清场</translation>
    </message>
    <message>
        <source>Kit complete and released</source>
        <translation>物料齐套且合格</translation>
    </message>
    <message>
        <source>Patient identity</source>
        <translation>患者身份</translation>
    </message>
    <message>
        <source>Operator qualified</source>
        <translation>操作员资质</translation>
    </message>
</context>
<context>
    <name>StepDrag</name>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Insert into the line</source>
        <translation>插入线路</translation>
    </message>
</context>
<context>
    <name>StepNames</name>
    <message>
        <source>after %1</source>
        <translation>%1之后</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>CNC</source>
        <translation>CNC</translation>
    </message>
    <message>
        <source>No product contact</source>
        <translation>不接触产品</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>密闭</translation>
    </message>
    <message>
        <source>Functionally closed</source>
        <translation>功能性密闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Unit procedure</source>
        <translation>单元规程</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Transition</source>
        <translation>转换条件</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>并行</translation>
    </message>
    <message>
        <source>Parallel end</source>
        <translation>并行结束</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Selection end</source>
        <translation>选择结束</translation>
    </message>
    <message>
        <source>Quality gate</source>
        <translation>质控门</translation>
    </message>
    <message>
        <source>Manual step</source>
        <translation>人工步骤</translation>
    </message>
    <message>
        <source>Control link</source>
        <translation>控制连线</translation>
    </message>
    <message>
        <source>Material link</source>
        <translation>物料连线</translation>
    </message>
    <message>
        <source>Synchronisation</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Sample link</source>
        <translation>取样连线</translation>
    </message>
    <message>
        <source>Waste link</source>
        <translation>废液连线</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Tube weld</source>
        <translation>热合</translation>
    </message>
    <message>
        <source>Sterile connector</source>
        <translation>无菌连接器</translation>
    </message>
    <message>
        <source>Pre-assembled</source>
        <translation>预组装</translation>
    </message>
    <message>
        <source>Steamed in place</source>
        <translation>在线灭菌</translation>
    </message>
    <message>
        <source>Luer</source>
        <translation>鲁尔接头</translation>
    </message>
    <message>
        <source>Spike</source>
        <translation>穿刺</translation>
    </message>
    <message>
        <source>Open transfer</source>
        <translation>开放转移</translation>
    </message>
    <message>
        <source>Not out of a gate</source>
        <translation>非质控门出口</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待验</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>双人复核</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Performed</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作人员</translation>
    </message>
    <message>
        <source>QA</source>
        <translation>QA</translation>
    </message>
    <message>
        <source>QC</source>
        <translation>QC</translation>
    </message>
    <message>
        <source>Qualified person</source>
        <translation>质量受权人</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Engineer</source>
        <translation>工程师</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>废</translation>
    </message>
    <message>
        <source>In</source>
        <translation>入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>出</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Washing and separation</source>
        <translation>洗涤与分离</translation>
    </message>
    <message>
        <source>Harvest, fill and freezing</source>
        <translation>收获、分装与冻存</translation>
    </message>
    <message>
        <source>Selection and activation</source>
        <translation>分选与激活</translation>
    </message>
    <message>
        <source>Gene transfer</source>
        <translation>基因转导</translation>
    </message>
    <message>
        <source>Culture</source>
        <translation>培养</translation>
    </message>
    <message>
        <source>Harvest and formulation</source>
        <translation>收获与制剂</translation>
    </message>
    <message>
        <source>Formulation and fill</source>
        <translation>制剂与分装</translation>
    </message>
    <message>
        <source>Freezing and release</source>
        <translation>冻存与放行</translation>
    </message>
    <message>
        <source>Freezing and storage</source>
        <translation>冻存与储存</translation>
    </message>
    <message>
        <source>Testing and release</source>
        <translation>检验与放行</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Manual work</source>
        <translation>人工操作</translation>
    </message>
    <message>
        <source>Auxiliary</source>
        <translation>辅助</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>暂停中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Holding</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已保持</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>重启中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Aborting</source>
        <translation>中止中</translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Faulted</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Active, not acknowledged</source>
        <translation>报警中，未确认</translation>
    </message>
    <message>
        <source>Active, acknowledged</source>
        <translation>报警中，已确认</translation>
    </message>
    <message>
        <source>Returned, not acknowledged</source>
        <translation>已恢复，未确认</translation>
    </message>
    <message>
        <source>1 Critical</source>
        <translation>1 级 紧急</translation>
    </message>
    <message>
        <source>2 High</source>
        <translation>2 级 高</translation>
    </message>
    <message>
        <source>3 Medium</source>
        <translation>3 级 中</translation>
    </message>
    <message>
        <source>4 Low</source>
        <translation>4 级 低</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>高于 %1</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Laboratory and QA</source>
        <translation>实验室与质量保证</translation>
    </message>
    <message>
        <source>People, no unit</source>
        <translation>人工（无设备单元）</translation>
    </message>
    <message>
        <source>Room not known</source>
        <translation>房间未知</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Semi-automatic</source>
        <translation>半自动</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Latched, not acknowledged</source>
        <translation>已锁存，未确认</translation>
    </message>
    <message>
        <source>Latched, waits for reset</source>
        <translation>已锁存，待复位</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Suppressed by design</source>
        <translation>设计抑制</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>已停用</translation>
    </message>
</context>
<context>
    <name>cytoloom::AcknowledgeDialog</name>
    <message>
        <source>Acknowledge alarm</source>
        <translation>报警确认</translation>
    </message>
    <message>
        <source>%1, %2; since %3. %4.</source>
        <translation>%1，%2；始于 %3。%4。</translation>
    </message>
    <message>
        <source>Comment (what was seen, what is being done)</source>
        <translation>说明（看到了什么，正在做什么）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认报警</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmCardView</name>
    <message>
        <source>Hold the phase…</source>
        <translation>保持该阶段…</translation>
    </message>
    <message>
        <source>Show trend</source>
        <translation>查看趋势</translation>
    </message>
    <message>
        <source>Open device</source>
        <translation>打开设备</translation>
    </message>
    <message>
        <source>Take a sample</source>
        <translation>取样</translation>
    </message>
    <message>
        <source>Call the engineer</source>
        <translation>通知工程师</translation>
    </message>
    <message>
        <source>Tell quality</source>
        <translation>告知质量部门</translation>
    </message>
    <message>
        <source>Open deviation</source>
        <translation>打开偏差</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>Comes back in %1</source>
        <translation>%1 后恢复报警</translation>
    </message>
    <message>
        <source>Act within %1: %2 left</source>
        <translation>须在 %1 内处置：剩余 %2</translation>
    </message>
    <message>
        <source>Act within %1: %2 too late</source>
        <translation>须在 %1 内处置：已超时 %2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>已持续 %1</translation>
    </message>
    <message>
        <source>No alarm selected</source>
        <translation>未选择报警</translation>
    </message>
    <message>
        <source>Touch an alarm to see its cause and what to do.</source>
        <translation>点选报警，查看原因和处置方法。</translation>
    </message>
    <message>
        <source>chatters</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>%1 is %2, limit %3</source>
        <translation>%1 为 %2，限值%3</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation>后果</translation>
    </message>
    <message>
        <source>This alarm has no response card: it is not rationalised. Tell the engineer.</source>
        <translation>此报警没有处置卡，尚未合理化。请告知工程师。</translation>
    </message>
    <message>
        <source>Comment: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>确认人：%1</translation>
    </message>
    <message>
        <source>%1 by %2: %3</source>
        <translation>%1，操作人 %2：%3</translation>
    </message>
    <message numerus="yes">
        <source>Came %n times in this batch</source>
        <translation>
            <numerusform>本批中已出现 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Touches: %1</source>
        <translation>涉及批：%1</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>确认…</translation>
    </message>
    <message>
        <source>Reset…</source>
        <translation>复位…</translation>
    </message>
    <message>
        <source>End shelving…</source>
        <translation>取消搁置…</translation>
    </message>
    <message>
        <source>Return to service…</source>
        <translation>恢复启用…</translation>
    </message>
    <message>
        <source>Shelve…</source>
        <translation>搁置…</translation>
    </message>
    <message>
        <source>It protects the product and cannot be shelved.</source>
        <translation>涉及产品安全，不允许搁置。</translation>
    </message>
    <message>
        <source>Latched: acknowledge it, then reset it.</source>
        <translation>已锁存：请先确认，再复位。</translation>
    </message>
    <message>
        <source>Latched: it stays until it is reset.</source>
        <translation>已锁存：保持至复位。</translation>
    </message>
    <message>
        <source>Its unit is not in use by any batch.</source>
        <translation>其单元未被任何批使用。</translation>
    </message>
    <message>
        <source>Its limit does not count yet: the value is on its way to the set point.</source>
        <translation>限值暂不生效：数值正在趋近设定值。</translation>
    </message>
    <message>
        <source>Out of service…</source>
        <translation>停用…</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmHistoryModel</name>
    <message>
        <source>Not annunciated, %1</source>
        <translation>未通告，%1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Plant</source>
        <translation>工厂</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>报警时间</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>位号</translation>
    </message>
    <message>
        <source>Worst value (limit)</source>
        <translation>最差值（限值）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Acknowledged after</source>
        <translation>确认用时</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmHistoryPage</name>
    <message>
        <source>Alarms: %1</source>
        <translation>报警：%1</translation>
    </message>
    <message>
        <source>Alarms: %1 of %2 shown</source>
        <translation>报警：显示 %1 / 共 %2</translation>
    </message>
    <message>
        <source>Nothing is shown.</source>
        <translation>当前没有显示任何报警。</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>All phases</source>
        <translation>全部阶段</translation>
    </message>
    <message>
        <source>Select an alarm to see what was done about it.</source>
        <translation>选择一个报警，查看其处理过程。</translation>
    </message>
    <message>
        <source>%1 from %2 to %3%4</source>
        <translation>%1：%2 至 %3%4</translation>
    </message>
    <message>
        <source>Called again: %1</source>
        <translation>再次报警：%1 次</translation>
    </message>
    <message>
        <source>Deviation %1</source>
        <translation>偏差 %1</translation>
    </message>
    <message>
        <source>No comment, no shelving, no deviation.</source>
        <translation>无备注、无搁置、无偏差。</translation>
    </message>
    <message>
        <source>Search name, tag, person, comment</source>
        <translation>搜索名称、位号、人员、备注</translation>
    </message>
    <message>
        <source>Also not annunciated</source>
        <translation>含未通告</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Last 8 hours</source>
        <translation>最近 8 小时</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Only priority %1</source>
        <translation>仅优先级 %1</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmKpiPage</name>
    <message>
        <source>Alarms per day</source>
        <translation>每天报警数</translation>
    </message>
    <message>
        <source>Alarms per hour</source>
        <translation>每小时报警数</translation>
    </message>
    <message>
        <source>Alarms per 10 minutes</source>
        <translation>每 10 分钟报警数</translation>
    </message>
    <message>
        <source>Hours with more than 30 alarms</source>
        <translation>报警超过 30 个的小时占比</translation>
    </message>
    <message>
        <source>10-minute periods with more than 10</source>
        <translation>报警超过 10 个的 10 分钟时段占比</translation>
    </message>
    <message>
        <source>Time in flood</source>
        <translation>报警泛滥时间占比</translation>
    </message>
    <message>
        <source>Share of the ten most frequent</source>
        <translation>最频繁十个报警的占比</translation>
    </message>
    <message>
        <source>Chattering alarms</source>
        <translation>抖动报警</translation>
    </message>
    <message>
        <source>Fleeting alarms</source>
        <translation>瞬时报警</translation>
    </message>
    <message>
        <source>Stale alarms on one day (over 24 h)</source>
        <translation>单日陈旧报警（超过 24 h）</translation>
    </message>
    <message>
        <source>Share of low priority (4)</source>
        <translation>低优先级（4）占比</translation>
    </message>
    <message>
        <source>Share of medium priority (3)</source>
        <translation>中优先级（3）占比</translation>
    </message>
    <message>
        <source>Share of high priority (2)</source>
        <translation>高优先级（2）占比</translation>
    </message>
    <message>
        <source>Share of highest priority (1)</source>
        <translation>最高优先级（1）占比</translation>
    </message>
    <message>
        <source>Suppressed or changed outside the method</source>
        <translation>未按规定抑制或更改</translation>
    </message>
    <message>
        <source>on target</source>
        <translation>达标</translation>
    </message>
    <message>
        <source>watch</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>act on it</source>
        <translation>须处理</translation>
    </message>
    <message>
        <source>Chattering</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1 次</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>陈旧</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Fleeting</source>
        <translation>瞬时</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>最频繁</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Alarm system</source>
        <translation>报警系统</translation>
    </message>
    <message>
        <source>No figures yet.</source>
        <translation>暂无指标。</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n 个报警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s); targets and limits are meant for 30 days, this base is shorter</source>
        <translation>
            <numerusform>%n 个报警；目标和限值以 30 天为基准，当前时段较短</numerusform>
        </translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Save chart…</source>
        <translation>保存图表…</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Alarms to work on</source>
        <translation>待改进的报警</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmModel</name>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>设备单元</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Worst value</source>
        <translation>最差值</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>%1, chatters</source>
        <translation>%1，抖动</translation>
    </message>
    <message>
        <source>Plant</source>
        <translation>工厂</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmOrderDialog</name>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>搁置时长</translation>
    </message>
    <message>
        <source>Back as soon as the value has returned</source>
        <translation>数值恢复后即恢复报警</translation>
    </message>
    <message>
        <source>In the role of</source>
        <translation>操作角色</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This alarm protects the product and cannot be shelved. Act on it.</source>
        <translation>此报警涉及产品安全，不允许搁置，请进行处置。</translation>
    </message>
    <message>
        <source>Choose for how long.</source>
        <translation>请选择搁置时长。</translation>
    </message>
    <message>
        <source>Choose the role in which you act.</source>
        <translation>请选择操作角色。</translation>
    </message>
    <message>
        <source>Write the comment.</source>
        <translation>请填写备注。</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Comes back at: not chosen yet</source>
        <translation>恢复报警时间：尚未选择</translation>
    </message>
    <message>
        <source>Comes back when the value has returned, at %1 at the latest</source>
        <translation>数值恢复后恢复报警，最迟 %1</translation>
    </message>
    <message>
        <source>Comes back at %1</source>
        <translation>%1 恢复报警</translation>
    </message>
    <message>
        <source>Shelve alarm</source>
        <translation>搁置报警</translation>
    </message>
    <message>
        <source>It stays silent and listed as shelved. It comes back by itself when its time is over. The record keeps who, why and for how long; a limit that is exceeded meanwhile is a deviation all the same.</source>
        <translation>报警静默并列入搁置列表，到时自动恢复。记录保留操作人、原因和时长；期间超限仍按偏差处理。</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>End shelving</source>
        <translation>取消搁置</translation>
    </message>
    <message>
        <source>If its condition holds, the alarm calls at once.</source>
        <translation>若报警条件仍成立，将立即报警。</translation>
    </message>
    <message>
        <source>Take alarm out of service</source>
        <translation>停用报警</translation>
    </message>
    <message>
        <source>It stays silent until somebody returns it to service. Meant for a broken sensor: watch the quantity by other means.</source>
        <translation>报警静默，直至有人恢复启用。用于传感器故障：请以其他方式监测该参数。</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Return alarm to service</source>
        <translation>恢复启用报警</translation>
    </message>
    <message>
        <source>Return to service</source>
        <translation>恢复启用</translation>
    </message>
    <message>
        <source>Reset latched alarm</source>
        <translation>复位锁存报警</translation>
    </message>
    <message>
        <source>Its condition is over and its effect on the product has been looked at.</source>
        <translation>报警条件已消除，且已评估对产品的影响。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>复位</translation>
    </message>
    <message>
        <source>Comment on alarm</source>
        <translation>报警备注</translation>
    </message>
    <message>
        <source>The comment goes into the record of the batch.</source>
        <translation>备注将写入批记录。</translation>
    </message>
    <message>
        <source>Write comment</source>
        <translation>写入备注</translation>
    </message>
    <message>
        <source>Known, being worked on</source>
        <translation>已知，正在处理</translation>
    </message>
    <message>
        <source>Sampling or loading</source>
        <translation>取样或装载</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Nuisance, change requested</source>
        <translation>无效报警，已申请变更</translation>
    </message>
    <message>
        <source>Sensor broken</source>
        <translation>传感器故障</translation>
    </message>
    <message>
        <source>Under maintenance</source>
        <translation>维护中</translation>
    </message>
    <message>
        <source>Repaired and checked</source>
        <translation>已修复并检查</translation>
    </message>
    <message>
        <source>Maintenance finished</source>
        <translation>维护完成</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmPanel</name>
    <message>
        <source>No active alarm.</source>
        <translation>当前无报警。</translation>
    </message>
    <message>
        <source>Alarms: %1</source>
        <translation>报警：%1</translation>
    </message>
    <message>
        <source>Alarms: %1 of %2 shown</source>
        <translation>报警：显示 %1 / 共 %2</translation>
    </message>
    <message>
        <source>Alarm flood: highest priority first</source>
        <translation>报警泛滥：先处理最高优先级</translation>
    </message>
    <message>
        <source>Muted, %1 s</source>
        <translation>已静音，%1 s</translation>
    </message>
    <message>
        <source>Mute for 60 s</source>
        <translation>静音 60 s</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter alarms</source>
        <translation>筛选报警</translation>
    </message>
    <message>
        <source>Only priority %1</source>
        <translation>仅优先级 %1</translation>
    </message>
    <message>
        <source>Shelved: %1 · suppressed by design: %2 · out of service: %3</source>
        <translation>已搁置：%1 · 设计抑制：%2 · 已停用：%3</translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmStrip</name>
    <message>
        <source>Alarm, priority %1: %2</source>
        <translation>报警，%1 级：%2</translation>
    </message>
    <message>
        <source>No active alarm</source>
        <translation>当前无报警</translation>
    </message>
</context>
<context>
    <name>cytoloom::BatchCard</name>
    <message>
        <source>SIMULATION</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>No further action of a person</source>
        <translation>无需人员操作</translation>
    </message>
</context>
<context>
    <name>cytoloom::BatchModel</name>
    <message>
        <source>%1 (simulation)</source>
        <translation>%1（模拟）</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份代码</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>工艺规程</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>建立时间</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
</context>
<context>
    <name>cytoloom::BlastPanel</name>
    <message numerus="yes">
        <source>%n step(s) change</source>
        <translation>
            <numerusform>%n 个步骤改变状态</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go(es) on</source>
        <translation>
            <numerusform>%n 个继续</numerusform>
        </translation>
    </message>
    <message>
        <source>shares a unit</source>
        <translation>共用设备单元</translation>
    </message>
    <message>
        <source>Looking at what this touches…</source>
        <translation>正在计算影响范围…</translation>
    </message>
    <message>
        <source>What this touches:</source>
        <translation>影响范围：</translation>
    </message>
    <message>
        <source>units</source>
        <translation>设备单元</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>patients</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>the cells tolerate</source>
        <translation>细胞可耐受</translation>
    </message>
    <message>
        <source>no clock of cells runs</source>
        <translation>无细胞时限在计时</translation>
    </message>
</context>
<context>
    <name>cytoloom::BlockModel</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n 个步骤</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::CanvasActions</name>
    <message>
        <source>There is no recipe that could be changed.</source>
        <translation>没有可修改的工艺规程。</translation>
    </message>
    <message>
        <source>Only a draft can be changed: start a new version.</source>
        <translation>只有草稿可以修改：请新建版本。</translation>
    </message>
    <message>
        <source>Select a step first.</source>
        <translation>请先选择一个步骤。</translation>
    </message>
    <message>
        <source>Select %1 steps or more.</source>
        <translation>请至少选择 %1 个步骤。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete and close the line</source>
        <translation>删除并接通线路</translation>
    </message>
    <message>
        <source>Connect first to second</source>
        <translation>连接所选两步</translation>
    </message>
    <message>
        <source>Add a step…</source>
        <translation>添加步骤…</translation>
    </message>
    <message>
        <source>Add a comment</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消分组</translation>
    </message>
    <message>
        <source>The selected steps cannot be the content of one: they must be one piece of the line, at a level where it may stand.</source>
        <translation>所选步骤不能成为其内容：必须是线路中连续的一段，且该层级允许放置此类容器。</translation>
    </message>
    <message>
        <source>Make an operation of it</source>
        <translation>组合为操作</translation>
    </message>
    <message>
        <source>Make a unit procedure of it</source>
        <translation>组合为单元规程</translation>
    </message>
    <message>
        <source>Make a loop of it</source>
        <translation>组合为循环</translation>
    </message>
    <message>
        <source>Split off into a container of its own</source>
        <translation>拆分为独立容器</translation>
    </message>
    <message>
        <source>Dissolve the container</source>
        <translation>解散容器</translation>
    </message>
    <message>
        <source>Align left edges</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Align in a column</source>
        <translation>竖向居中对齐</translation>
    </message>
    <message>
        <source>Align right edges</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Align upper edges</source>
        <translation>上对齐</translation>
    </message>
    <message>
        <source>Align in a row</source>
        <translation>横向居中对齐</translation>
    </message>
    <message>
        <source>Align lower edges</source>
        <translation>下对齐</translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>水平均匀分布</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>垂直均匀分布</translation>
    </message>
    <message>
        <source>Pin (arranging leaves it there)</source>
        <translation>固定位置（自动布局不移动）</translation>
    </message>
    <message>
        <source>Arrange all</source>
        <translation>自动布局</translation>
    </message>
    <message>
        <source>Keep the places of the lanes</source>
        <translation>采用泳道布局的位置</translation>
    </message>
    <message>
        <source>Show lanes first.</source>
        <translation>请先显示泳道。</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Invert the selection</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Select all that is connected</source>
        <translation>选择所有相连步骤</translation>
    </message>
    <message>
        <source>Select the same type</source>
        <translation>选择同类步骤</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Open inside the drawing, or close</source>
        <translation>就地展开或收起</translation>
    </message>
    <message>
        <source>One level up</source>
        <translation>返回上一层</translation>
    </message>
    <message>
        <source>Find in the recipe…</source>
        <translation>在工艺规程中查找…</translation>
    </message>
    <message>
        <source>Everything into the window</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>The selection into the window</source>
        <translation>显示所选内容</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>No lanes</source>
        <translation>不显示泳道</translation>
    </message>
    <message>
        <source>Lanes by unit</source>
        <translation>按设备单元分泳道</translation>
    </message>
    <message>
        <source>Lanes by room</source>
        <translation>按房间分泳道</translation>
    </message>
    <message>
        <source>Lanes by people</source>
        <translation>按人员分泳道</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
</context>
<context>
    <name>cytoloom::CanvasEdits</name>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Arrange by lanes</source>
        <translation>按泳道排列</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加%1</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close the line</source>
        <translation>接通线路</translation>
    </message>
    <message>
        <source>Make a container</source>
        <translation>组合为容器</translation>
    </message>
    <message>
        <source>Split off</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Dissolve</source>
        <translation>解散</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消分组</translation>
    </message>
    <message>
        <source>Fold the group</source>
        <translation>折叠分组</translation>
    </message>
    <message>
        <source>Unfold the group</source>
        <translation>展开分组</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>编辑文字</translation>
    </message>
</context>
<context>
    <name>cytoloom::CanvasOffer</name>
    <message>
        <source>Leave it</source>
        <translation>保持现状</translation>
    </message>
</context>
<context>
    <name>cytoloom::CanvasSearch</name>
    <message>
        <source>nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Name, identifier, type, unit, parameter</source>
        <translation>名称、编号、类型、单元、参数</translation>
    </message>
    <message>
        <source>Find in the recipe</source>
        <translation>在工艺规程中查找</translation>
    </message>
    <message>
        <source>Previous (Shift+Enter)</source>
        <translation>上一个（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>下一个（Enter）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Places that were found</source>
        <translation>查找结果</translation>
    </message>
</context>
<context>
    <name>cytoloom::ChartExportButton</name>
    <message>
        <source>Save this chart: drawing, picture or numbers</source>
        <translation>保存此图：矢量图、图片或数据</translation>
    </message>
    <message>
        <source>Scalable drawing (SVG)…</source>
        <translation>矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片 (PNG)…</translation>
    </message>
    <message>
        <source>Numbers (CSV)…</source>
        <translation>数据 (CSV)…</translation>
    </message>
</context>
<context>
    <name>cytoloom::CheckRow</name>
    <message>
        <source>open</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>not OK</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>例外</translation>
    </message>
</context>
<context>
    <name>cytoloom::ClearancePage</name>
    <message>
        <source>No unit waits for its line clearance.</source>
        <translation>没有设备单元等待清场。</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) still to be looked at.</source>
        <translation>
            <numerusform>还有 %n 项未检查。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not in order: %1. Put it right, then look again.</source>
        <translation>不符合：%1。整改后再检查。</translation>
    </message>
    <message>
        <source>Two different people sign.</source>
        <translation>须由不同的两人签名。</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>Not</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>After all items.</source>
        <translation>全部检查完后签名。</translation>
    </message>
    <message>
        <source>The unit is given free for the next batch; the clearance stands in the record.</source>
        <translation>设备单元放行给下一批；清场记入批记录。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Line clearance: %1</source>
        <translation>清场：%1</translation>
    </message>
    <message>
        <source>No batch was here since the last clearance.</source>
        <translation>上次清场后未生产。</translation>
    </message>
    <message>
        <source>Previous batch: %1 %2</source>
        <translation>上批：%1 %2</translation>
    </message>
    <message>
        <source>room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message>
        <source>form %1</source>
        <translation>清场单 %1</translation>
    </message>
    <message>
        <source>Photographs (optional)</source>
        <translation>照片（可选）</translation>
    </message>
    <message>
        <source>Before…</source>
        <translation>清场前…</translation>
    </message>
    <message>
        <source>After…</source>
        <translation>清场后…</translation>
    </message>
    <message>
        <source>Remark (optional)</source>
        <translation>备注（可选）</translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation>执行人</translation>
    </message>
    <message>
        <source>Verified by a second person</source>
        <translation>复核人（第二人）</translation>
    </message>
    <message>
        <source>Give the unit free</source>
        <translation>清场合格，交付使用</translation>
    </message>
</context>
<context>
    <name>cytoloom::CommandBar</name>
    <message>
        <source>begins with the first step</source>
        <translation>从第一步开始</translation>
    </message>
    <message>
        <source>at the next safe point</source>
        <translation>到下一安全点</translation>
    </message>
    <message>
        <source>goes on where it paused</source>
        <translation>从暂停处继续</translation>
    </message>
    <message>
        <source>to the safe state</source>
        <translation>进入安全状态</translation>
    </message>
    <message>
        <source>leaves the safe state</source>
        <translation>离开安全状态</translation>
    </message>
    <message>
        <source>orderly end with a deviation</source>
        <translation>有序结束并记偏差</translation>
    </message>
    <message>
        <source>press for 1 s</source>
        <translation>按住 1 秒</translation>
    </message>
    <message>
        <source>back to Idle</source>
        <translation>回到空闲</translation>
    </message>
    <message>
        <source>not possible while %1</source>
        <translation>“%1”状态下不可用</translation>
    </message>
</context>
<context>
    <name>cytoloom::CompareView</name>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制列表</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>变更前：%1</translation>
    </message>
    <message>
        <source>After, with what was removed: %1</source>
        <translation>变更后（含已删除内容）：%1</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>变更后：%1</translation>
    </message>
    <message>
        <source>The two versions are the same.</source>
        <translation>两个版本相同。</translation>
    </message>
    <message numerus="yes">
        <source>%n guard(s) became weaker</source>
        <translation>
            <numerusform>%n 项防护被削弱</numerusform>
        </translation>
    </message>
    <message>
        <source>No guard became weaker</source>
        <translation>没有防护被削弱</translation>
    </message>
</context>
<context>
    <name>cytoloom::CompileDesk</name>
    <message>
        <source>Batch binding</source>
        <translation>批次绑定</translation>
    </message>
    <message>
        <source>Batch bindings (*.cybinding.json)</source>
        <translation>批次绑定 (*.cybinding.json)</translation>
    </message>
    <message>
        <source>Write the compile report</source>
        <translation>写入编译报告</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Write the donor envelope</source>
        <translation>写入供者包络</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>流程图</translation>
    </message>
    <message>
        <source>Compile report</source>
        <translation>编译报告</translation>
    </message>
    <message>
        <source>Draw the process</source>
        <translation>绘制工艺</translation>
    </message>
    <message>
        <source>What the drawing has been proved to be</source>
        <translation>流程图的证明结果</translation>
    </message>
    <message>
        <source>Judge by the rules of China: GMP (2010) with its annexes</source>
        <translation>按中国规则判定：GMP（2010 年修订）及附录</translation>
    </message>
    <message>
        <source>Judge by the rules of the European Union: EU GMP, Part IV and Annex 1</source>
        <translation>按欧盟规则判定：EU GMP 第 IV 部分与附录 1</translation>
    </message>
    <message>
        <source>Judge by the rules of the United States: 21 CFR 210, 211, 1271</source>
        <translation>按美国规则判定：21 CFR 210、211、1271</translation>
    </message>
    <message>
        <source>Rule profile</source>
        <translation>规则配置</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>正在写入 %1…</translation>
    </message>
    <message>
        <source>Scalable drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
</context>
<context>
    <name>cytoloom::CompileHead</name>
    <message>
        <source>Clean: no findings</source>
        <translation>通过：无发现</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 项发现</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 项错误</numerusform>
        </translation>
    </message>
    <message>
        <source>no error</source>
        <translation>无错误</translation>
    </message>
    <message>
        <source>%1 waived</source>
        <translation>%1 项已豁免</translation>
    </message>
    <message>
        <source>no plant</source>
        <translation>未指定工厂</translation>
    </message>
    <message>
        <source>plant %1</source>
        <translation>工厂 %1</translation>
    </message>
    <message>
        <source>%1 of %2 rules passed</source>
        <translation>%2 条规则中 %1 条通过</translation>
    </message>
    <message>
        <source>%1 not decided</source>
        <translation>%1 条未判定</translation>
    </message>
    <message>
        <source>Proving…</source>
        <translation>正在证明…</translation>
    </message>
    <message>
        <source>Cancelled: this is the state before</source>
        <translation>已取消：显示之前的状态</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>The recipe has changed since</source>
        <translation>工艺此后已修改</translation>
    </message>
    <message>
        <source>up to date, in %1 ms</source>
        <translation>已是最新，用时 %1 ms</translation>
    </message>
    <message>
        <source>Not computed yet</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>There is no recipe.</source>
        <translation>没有工艺。</translation>
    </message>
    <message>
        <source>The report must be up to date first.</source>
        <translation>报告须先更新为最新。</translation>
    </message>
    <message>
        <source>Compute again</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>保存 PDF…</translation>
    </message>
    <message>
        <source>Save JSON…</source>
        <translation>保存 JSON…</translation>
    </message>
    <message>
        <source>Progress of the proof</source>
        <translation>证明进度</translation>
    </message>
</context>
<context>
    <name>cytoloom::CompilePage</name>
    <message>
        <source>%1 · batch %2</source>
        <translation>%1 · 批次 %2</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>What was proved</source>
        <translation>证明项</translation>
    </message>
    <message>
        <source>Add a batch binding…</source>
        <translation>添加批次绑定…</translation>
    </message>
    <message>
        <source>A planned batch (*.cybinding.json): lots, people, rooms, times. Rules about them can be judged only with one. A file can be dropped here, too.</source>
        <translation>计划批次（*.cybinding.json）：物料批号、人员、房间与时间。有了它才能判定相关规则。也可将文件拖放到此处。</translation>
    </message>
    <message>
        <source>Leave the binding away</source>
        <translation>移除批次绑定</translation>
    </message>
</context>
<context>
    <name>cytoloom::ConditionEdit</name>
    <message>
        <source>Reads no values: holds always or never.</source>
        <translation>不读取任何值：恒真或恒假。</translation>
    </message>
    <message>
        <source>Reads %1</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>Try the condition with these values</source>
        <translation>用这些值试算条件</translation>
    </message>
    <message>
        <source>Nothing gives %1: press Ctrl+Space for what can be read.</source>
        <translation>没有任何来源提供 %1：按 Ctrl+空格 查看可用名称。</translation>
    </message>
    <message>
        <source>Try: %1 = 70</source>
        <translation>试算：%1 = 70</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不成立</translation>
    </message>
    <message>
        <source>%1 is in %2 and %3 in %4: numbers are taken as they are, nothing is converted.</source>
        <translation>%1 的单位为 %2，%3 的单位为 %4：数值按原样比较，不作换算。</translation>
    </message>
    <message>
        <source>%1 in %2 and %3 in %4 cannot be compared or added.</source>
        <translation>%1（%2）与 %3（%4）不能比较或相加。</translation>
    </message>
    <message>
        <source>Empty: taken when no other way from here is.</source>
        <translation>留空：此处无其他路径可走时采用。</translation>
    </message>
</context>
<context>
    <name>cytoloom::CursorModel</name>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Slope/h</source>
        <translation>斜率/h</translation>
    </message>
</context>
<context>
    <name>cytoloom::DesignPage</name>
    <message>
        <source>Version %1 is approved or under review: it can be read, not changed.</source>
        <translation>第 %1 版已批准或在审核中：只能查看，不能修改。</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>History</source>
        <translation>编辑历史</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Start a new version</source>
        <translation>建立新版本</translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>已接受 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>checked in %1 ms</source>
        <translation>检查用时 %1 ms</translation>
    </message>
</context>
<context>
    <name>cytoloom::DesignToolBar</name>
    <message>
        <source>There is no recipe.</source>
        <translation>没有工艺规程。</translation>
    </message>
    <message>
        <source>Only a draft can be changed: start a new version.</source>
        <translation>只有草稿可以修改：请建立新版本。</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>保存 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Nothing has changed since it was saved.</source>
        <translation>保存后没有更改。</translation>
    </message>
    <message>
        <source>Undo: %1 (Ctrl+Z)</source>
        <translation>撤销：%1 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Redo: %1 (Ctrl+Y)</source>
        <translation>重做：%1 (Ctrl+Y)</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Delete the selection (Del)</source>
        <translation>删除所选 (Del)</translation>
    </message>
    <message>
        <source>Select steps or links first.</source>
        <translation>请先选择步骤或连线。</translation>
    </message>
    <message>
        <source>Duplicate the selected steps (Ctrl+D)</source>
        <translation>复制所选步骤 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Select steps first.</source>
        <translation>请先选择步骤。</translation>
    </message>
    <message>
        <source>Arrange all steps of this level</source>
        <translation>自动布局本层全部步骤</translation>
    </message>
    <message>
        <source>Check every rule now</source>
        <translation>立即检查全部规则</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>自动布局</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Everything into the window (F)</source>
        <translation>全部适应窗口 (F)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Control link from the first selected step to the second (L)</source>
        <translation>从先选中的步骤到后选中的步骤建立控制连线 (L)</translation>
    </message>
    <message>
        <source>Select two steps, or drag from the edge of one to the other.</source>
        <translation>请选中两个步骤，或从一个步骤的边缘拖到另一个。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Align, distribute, pin</source>
        <translation>对齐、均匀分布、固定</translation>
    </message>
    <message>
        <source>Groups, comments, containers</source>
        <translation>分组、备注、容器</translation>
    </message>
    <message>
        <source>What is shown: size and swim-lanes</source>
        <translation>显示方式：缩放与泳道</translation>
    </message>
    <message>
        <source>Find in the recipe (Ctrl+F)</source>
        <translation>在工艺规程中查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Export and print the drawing</source>
        <translation>导出和打印图纸</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>cytoloom::DeviceModel</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>应答次数</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败次数</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Half of the answers take at most %1 ms, 99 of 100 at most %2 ms.</source>
        <translation>半数应答不超过 %1 ms，百分之九十九不超过 %2 ms。</translation>
    </message>
    <message>
        <source>Last error at %1, missed polls: %2</source>
        <translation>最近一次错误：%1；漏轮询：%2</translation>
    </message>
</context>
<context>
    <name>cytoloom::DevicesPage</name>
    <message>
        <source>Choose a device</source>
        <translation>请选择设备</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>%1 of %2 connected</source>
        <translation>已连接 %1 / %2</translation>
    </message>
    <message>
        <source>Search devices</source>
        <translation>搜索设备</translation>
    </message>
    <message>
        <source>Search signals</source>
        <translation>搜索信号</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>Communication</source>
        <translation>通信日志</translation>
    </message>
    <message>
        <source>Test write</source>
        <translation>试写</translation>
    </message>
</context>
<context>
    <name>cytoloom::DifferenceModel</name>
    <message>
        <source>Weaker guard</source>
        <translation>防护削弱</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>工艺变更</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>文字与抬头</translation>
    </message>
    <message>
        <source>Drawing only</source>
        <translation>仅图面</translation>
    </message>
</context>
<context>
    <name>cytoloom::DocumentBar</name>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>%1: changes are not saved</source>
        <translation>%1：更改尚未保存</translation>
    </message>
    <message>
        <source>New recipe</source>
        <translation>新建工艺</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Formula sets…</source>
        <translation>配方值组…</translation>
    </message>
    <message>
        <source>New from template: %1</source>
        <translation>从模板新建：%1</translation>
    </message>
    <message>
        <source>Open recipes</source>
        <translation>已打开的工艺</translation>
    </message>
    <message>
        <source>Risk view…</source>
        <translation>风险视图…</translation>
    </message>
    <message>
        <source>Compile report (PDF)…</source>
        <translation>编译报告（PDF）…</translation>
    </message>
    <message>
        <source>New, open, save as, import, reports</source>
        <translation>新建、打开、另存为、导入、报告</translation>
    </message>
    <message>
        <source>Compile report</source>
        <translation>编译报告</translation>
    </message>
    <message>
        <source>Import BatchML…</source>
        <translation>导入 BatchML…</translation>
    </message>
    <message>
        <source>Export BatchML…</source>
        <translation>导出 BatchML…</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>工艺</translation>
    </message>
</context>
<context>
    <name>cytoloom::DonorPane</name>
    <message>
        <source>Give the random numbers a seed first.</source>
        <translation>请先输入随机种子。</translation>
    </message>
    <message>
        <source>Run the recipe for so many virtual donors</source>
        <translation>对设定数量的虚拟供者运行配方</translation>
    </message>
    <message>
        <source>The result for machines, as the command line gives it</source>
        <translation>机器可读的结果，与命令行输出一致</translation>
    </message>
    <message>
        <source>There is no result yet.</source>
        <translation>尚无结果。</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>%L1 runs, seed %2, in %3 s</source>
        <translation>%L1 次运行，随机种子 %2，用时 %3 s</translation>
    </message>
    <message>
        <source>The recipe has changed since.</source>
        <translation>配方此后已修改。</translation>
    </message>
    <message>
        <source>%L1 runs, %2 %</source>
        <translation>%L1 次，%2 %</translation>
    </message>
    <message>
        <source>End, median</source>
        <translation>结束时间中位数</translation>
    </message>
    <message>
        <source>Dose, median</source>
        <translation>剂量中位数</translation>
    </message>
    <message>
        <source>Of the runs that came there, with the 95 % interval.</source>
        <translation>占到达该处的运行的比例及 95 % 区间。</translation>
    </message>
    <message>
        <source>The same seed gives the same result, on any machine.</source>
        <translation>相同的种子在任何计算机上给出相同的结果。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save JSON…</source>
        <translation>保存 JSON…</translation>
    </message>
    <message>
        <source>Progress of the virtual runs</source>
        <translation>虚拟运行进度</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>When steps end</source>
        <translation>步骤结束时间</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>全部步骤</translation>
    </message>
    <message>
        <source>Press Run: every virtual donor gets numbers from the distributions below and follows the branches that its own results ask for.</source>
        <translation>点击“运行”：每位虚拟供者按下列分布取值，并按自身结果所要求的分支运行。</translation>
    </message>
</context>
<context>
    <name>cytoloom::EntryBox</name>
    <message>
        <source>Details of %1</source>
        <translation>%1 的详细信息</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>cytoloom::ExchangeDesk</name>
    <message>
        <source>Import BatchML</source>
        <translation>导入 BatchML</translation>
    </message>
    <message>
        <source>BatchML (*.xml *.batchml)</source>
        <translation>BatchML (*.xml *.batchml)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>Export as BatchML</source>
        <translation>导出为 BatchML</translation>
    </message>
    <message>
        <source>BatchML (*.xml)</source>
        <translation>BatchML (*.xml)</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>正在写入 %1…</translation>
    </message>
</context>
<context>
    <name>cytoloom::ExchangeDialog</name>
    <message>
        <source>Export as BatchML</source>
        <translation>导出为 BatchML</translation>
    </message>
    <message>
        <source>Everything has its place in BatchML</source>
        <translation>全部内容在 BatchML 中均有对应位置</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) have no place in BatchML</source>
        <translation>
            <numerusform>%n 项内容在 BatchML 中没有对应位置</numerusform>
        </translation>
    </message>
    <message>
        <source>Another system finds the whole recipe “%1”.</source>
        <translation>其他系统可读取完整配方“%1”。</translation>
    </message>
    <message>
        <source>They travel along as other information: read back here, nothing is lost. Another system does not act on them.</source>
        <translation>这些内容作为附加信息一并写入：在本程序中读回不会丢失，其他系统不会据此执行。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>A double click shows the step.</source>
        <translation>双击可显示步骤。</translation>
    </message>
    <message>
        <source>Import BatchML</source>
        <translation>导入 BatchML</translation>
    </message>
    <message>
        <source>It was exported from here and nobody has changed it: this is the same recipe again.</source>
        <translation>该文件由本程序导出且未被修改：即同一配方。</translation>
    </message>
    <message numerus="yes">
        <source>It opens as a draft with %n step(s), not saved yet. Look at each item before it is used.</source>
        <translation>
            <numerusform>将作为草稿打开，共 %n 个步骤，尚未保存。使用前请逐项核对。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 came across whole</source>
        <translation>%1 已完整导入</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) did not come across as they stood</source>
        <translation>
            <numerusform>%n 项未能原样导入</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制清单</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cytoloom::ExchangeModel</name>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已应答</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法解析</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>未经请求</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
</context>
<context>
    <name>cytoloom::ExchangeNoteModel</name>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>影响</translation>
    </message>
</context>
<context>
    <name>cytoloom::ExchangePanel</name>
    <message>
        <source>Around %1 at %2</source>
        <translation>%2 前后与 %1 有关的通信</translation>
    </message>
    <message>
        <source>%1 exchanges, %2 of them not answered well</source>
        <translation>共 %1 次通信，其中 %2 次异常</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Only what went wrong</source>
        <translation>仅异常</translation>
    </message>
    <message>
        <source>all devices</source>
        <translation>所有设备</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Save as table…</source>
        <translation>另存为表格…</translation>
    </message>
    <message>
        <source>Save as text…</source>
        <translation>另存为文本…</translation>
    </message>
</context>
<context>
    <name>cytoloom::ExportMenu</name>
    <message>
        <source>Scalable drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>This level as SVG…</source>
        <translation>本层导出为 SVG…</translation>
    </message>
    <message>
        <source>This level as PNG…</source>
        <translation>本层导出为 PNG…</translation>
    </message>
    <message>
        <source>This level as PDF, one page…</source>
        <translation>本层导出为 PDF（单页）…</translation>
    </message>
    <message>
        <source>This level as PDF at full size, in pages…</source>
        <translation>本层按原尺寸分页导出为 PDF…</translation>
    </message>
    <message>
        <source>All levels as PDF…</source>
        <translation>全部层级导出为 PDF…</translation>
    </message>
    <message>
        <source>Print this level…</source>
        <translation>打印本层…</translation>
    </message>
    <message>
        <source>The drawing was written to %1.</source>
        <translation>图纸已写入 %1。</translation>
    </message>
    <message>
        <source>The drawing was sent to the printer.</source>
        <translation>图纸已发送至打印机。</translation>
    </message>
    <message>
        <source>The printer cannot be used: nothing was printed.</source>
        <translation>打印机不可用：未打印任何内容。</translation>
    </message>
</context>
<context>
    <name>cytoloom::FaultCard</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Do it by hand</source>
        <translation>人工执行</translation>
    </message>
    <message>
        <source>Stay in Hold</source>
        <translation>继续保持</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Fault: needs your decision</source>
        <translation>故障，需要您决定</translation>
    </message>
    <message>
        <source>level %1</source>
        <translation>%1 级</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Effect on the product</source>
        <translation>对产品的影响</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Until somebody decides, the step stays in its safe state.</source>
        <translation>在有人决定之前，该步停留在安全状态。</translation>
    </message>
    <message>
        <source>cells: over the limit by</source>
        <translation>细胞已超限</translation>
    </message>
    <message>
        <source>the cells tolerate</source>
        <translation>细胞可耐受</translation>
    </message>
    <message>
        <source>decision overdue by %1</source>
        <translation>决定已超时 %1</translation>
    </message>
    <message>
        <source>decide within %1</source>
        <translation>请在 %1 内决定</translation>
    </message>
    <message>
        <source>press for 1 s: %1</source>
        <translation>按住 1 s：%1</translation>
    </message>
    <message>
        <source>advised</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>two people</source>
        <translation>须两人</translation>
    </message>
    <message>
        <source>%1: %2?</source>
        <translation>%1：%2？</translation>
    </message>
    <message>
        <source>Device does not answer</source>
        <translation>设备无应答</translation>
    </message>
    <message>
        <source>Value read at the device itself</source>
        <translation>已在设备上读数</translation>
    </message>
    <message>
        <source>Done with spare equipment</source>
        <translation>已用备用设备完成</translation>
    </message>
    <message>
        <source>Decision of QA</source>
        <translation>QA 决定</translation>
    </message>
    <message>
        <source>Result “%1”: number</source>
        <translation>结果“%1”：数值</translation>
    </message>
    <message>
        <source>Result “%1”</source>
        <translation>结果“%1”</translation>
    </message>
    <message>
        <source>State the result as a number.</source>
        <translation>请以数值填写结果。</translation>
    </message>
    <message>
        <source>State the result.</source>
        <translation>请填写结果。</translation>
    </message>
    <message>
        <source>Abort “%1”?</source>
        <translation>中止“%1”？</translation>
    </message>
</context>
<context>
    <name>cytoloom::FiguresPane</name>
    <message>
        <source>Share of the limit that the longest stay uses.</source>
        <translation>最长停留时间占限度的比例。</translation>
    </message>
    <message>
        <source>Least dose after samples</source>
        <translation>取样后最低剂量</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>关键路径</translation>
    </message>
    <message>
        <source>A click leads to the step. Ctrl and wheel: zoom.</source>
        <translation>单击跳转到步骤。Ctrl 加滚轮缩放。</translation>
    </message>
</context>
<context>
    <name>cytoloom::FindingDelegate</name>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
</context>
<context>
    <name>cytoloom::FindingDetail</name>
    <message>
        <source>Way: %1</source>
        <translation>路径：%1</translation>
    </message>
    <message>
        <source>At %1 after the start</source>
        <translation>开始后 %1</translation>
    </message>
    <message>
        <source>%1, where %2 is allowed</source>
        <translation>%1，允许值为 %2</translation>
    </message>
    <message>
        <source>Batches: %1</source>
        <translation>批次：%1</translation>
    </message>
    <message>
        <source>In the case %1</source>
        <translation>当 %1 时</translation>
    </message>
    <message>
        <source>The case that shows it</source>
        <translation>反例</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>To be confirmed by QA</source>
        <translation>待 QA 确认</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>Accepted by %1 (%2): %3</source>
        <translation>已由 %1（%2）接受：%3</translation>
    </message>
    <message>
        <source>This rule cannot be waived.</source>
        <translation>该规则不得豁免。</translation>
    </message>
    <message>
        <source>Accept with a reason (%1)</source>
        <translation>说明理由后接受（%1）</translation>
    </message>
    <message>
        <source>Why the risk is acceptable here</source>
        <translation>说明此处风险为何可接受</translation>
    </message>
    <message>
        <source>Reason of the waiver</source>
        <translation>豁免理由</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Write the reason first.</source>
        <translation>请先填写理由。</translation>
    </message>
    <message>
        <source>Choose a finding to see the case that shows it and what can be done.</source>
        <translation>选择一条发现，查看其反例与处理办法。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
</context>
<context>
    <name>cytoloom::FindingModel</name>
    <message numerus="yes">
        <source>and %n more place(s)</source>
        <translation>
            <numerusform>另有 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::FindingsPanel</name>
    <message>
        <source>No findings: every rule of the profile holds.</source>
        <translation>没有问题：所选法规的全部规则均已满足。</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>cytoloom::FormulaGrid</name>
    <message>
        <source>This version cannot be edited.</source>
        <translation>此版本不可编辑。</translation>
    </message>
    <message>
        <source>The recipe has no formula values yet; add them in the inspector.</source>
        <translation>该工艺尚无配方值，请在属性面板中添加。</translation>
    </message>
    <message>
        <source>Choose a cell of a set to rename, remove or activate it. ≠ marks what differs from the formula.</source>
        <translation>选中某一组的单元格即可重命名、删除或启用该组。≠ 表示与配方值不同。</translation>
    </message>
    <message>
        <source>Activating a set gives its values to the formula; the values that the formula had are kept as a set.</source>
        <translation>启用后，该组的值写入配方；原配方值另存为一组。</translation>
    </message>
    <message>
        <source>Name (Chinese)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name (English)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>New formula set</source>
        <translation>新建配方值组</translation>
    </message>
    <message>
        <source>Rename formula set</source>
        <translation>重命名配方值组</translation>
    </message>
    <message>
        <source>Add set…</source>
        <translation>添加组…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove set</source>
        <translation>删除组</translation>
    </message>
    <message>
        <source>Activate set</source>
        <translation>启用该组</translation>
    </message>
    <message>
        <source>Formula sets</source>
        <translation>配方值组</translation>
    </message>
    <message>
        <source>Choose a cell of a set first.</source>
        <translation>请先选中某一组的单元格。</translation>
    </message>
</context>
<context>
    <name>cytoloom::FormulaSetModel</name>
    <message>
        <source>The formula has %1</source>
        <translation>配方值为 %1</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>配方值</translation>
    </message>
    <message>
        <source>%1 (active)</source>
        <translation>%1（启用）</translation>
    </message>
    <message>
        <source>Edit formula</source>
        <translation>修改配方值</translation>
    </message>
</context>
<context>
    <name>cytoloom::GraphScene</name>
    <message>
        <source>in step</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>取样</translation>
    </message>
    <message>
        <source>Waste</source>
        <translation>废液</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n 个步骤</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::GraphView</name>
    <message>
        <source>Process drawing</source>
        <translation>工艺流程图</translation>
    </message>
    <message>
        <source>The line is open where the step was.</source>
        <translation>删除步骤后线路断开。</translation>
    </message>
    <message>
        <source>Close the line</source>
        <translation>接通线路</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) selected</source>
        <translation>
            <numerusform>已选 %n 个步骤</numerusform>
        </translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>分组名称</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Name of the step</source>
        <translation>步骤名称</translation>
    </message>
</context>
<context>
    <name>cytoloom::HandoverPage</name>
    <message>
        <source>Nothing is known of the plant yet.</source>
        <translation>尚无车间数据。</translation>
    </message>
    <message>
        <source>The outgoing person signs first; that freezes what is shown.</source>
        <translation>交班人先签名，内容随即冻结。</translation>
    </message>
    <message>
        <source>The incoming person reads and signs.</source>
        <translation>接班人阅读后签名。</translation>
    </message>
    <message>
        <source>Past handover</source>
        <translation>历史交接</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>%1 to %2, signed by both</source>
        <translation>%1 交 %2，双方已签名</translation>
    </message>
    <message>
        <source>frozen by signature</source>
        <translation>已签名冻结</translation>
    </message>
    <message>
        <source>draft, writes itself</source>
        <translation>草稿，自动更新</translation>
    </message>
    <message>
        <source>After the outgoing person.</source>
        <translation>在交班人之后。</translation>
    </message>
    <message>
        <source>Both have signed; it cannot be changed afterwards.</source>
        <translation>双方已签名；此后不可更改。</translation>
    </message>
    <message>
        <source>To the draft</source>
        <translation>返回草稿</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>This record was written by another version and cannot be shown here.</source>
        <translation>该记录由其他版本写入，此处无法显示。</translation>
    </message>
    <message>
        <source>Remarks: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>Nothing is open: no batch, no alarm, no question.</source>
        <translation>无未结事项：无批次、无报警、无提问。</translation>
    </message>
    <message>
        <source>No handover has been signed yet.</source>
        <translation>尚无已签名的交接。</translation>
    </message>
    <message>
        <source>Past handovers: %1</source>
        <translation>历史交接：%1</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What the plant cannot know</source>
        <translation>系统无法得知的情况</translation>
    </message>
    <message>
        <source>Hands over</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Takes over</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>完成交接</translation>
    </message>
</context>
<context>
    <name>cytoloom::IdentityToken</name>
    <message>
        <source>No batch selected</source>
        <translation>未选择批次</translation>
    </message>
    <message>
        <source>Identity %1, %2, %3</source>
        <translation>身份代码 %1，%2，%3</translation>
    </message>
</context>
<context>
    <name>cytoloom::Inspector</name>
    <message numerus="yes">
        <source>%n step(s) selected</source>
        <translation>
            <numerusform>已选 %n 个步骤</numerusform>
        </translation>
    </message>
    <message>
        <source>No recipe</source>
        <translation>没有工艺规程</translation>
    </message>
    <message>
        <source>role %1</source>
        <translation>角色 %1</translation>
    </message>
    <message>
        <source>grade %1</source>
        <translation>%1 级</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n 条连线</numerusform>
        </translation>
    </message>
    <message>
        <source>Change evidence</source>
        <translation>修改证据</translation>
    </message>
</context>
<context>
    <name>cytoloom::KeysDialog</name>
    <message>
        <source>Keys and gestures</source>
        <translation>快捷键与手势</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>工艺规程</translation>
    </message>
    <message>
        <source>New recipe</source>
        <translation>新建工艺规程</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Close the recipe</source>
        <translation>关闭当前工艺</translation>
    </message>
    <message>
        <source>Next open recipe</source>
        <translation>下一个已打开的工艺</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>工艺图</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab 键</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一个步骤</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move what is selected (Shift: finely)</source>
        <translation>移动所选内容（按住 Shift 微移）</translation>
    </message>
    <message>
        <source>Ctrl+arrows</source>
        <translation>Ctrl+方向键</translation>
    </message>
    <message>
        <source>Go to the neighbour (Shift: select it, too)</source>
        <translation>转到相邻步骤（按住 Shift 同时选中）</translation>
    </message>
    <message>
        <source>Alt+arrows</source>
        <translation>Alt+方向键</translation>
    </message>
    <message>
        <source>Go along the line</source>
        <translation>沿连线移动</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Open a step; in the empty: add one</source>
        <translation>打开步骤；在空白处则添加步骤</translation>
    </message>
    <message>
        <source>Ctrl or Shift and click</source>
        <translation>按住 Ctrl 或 Shift 单击</translation>
    </message>
    <message>
        <source>Select one more</source>
        <translation>加选一个</translation>
    </message>
    <message>
        <source>Drag from the circle of a step</source>
        <translation>从步骤的圆点拖动</translation>
    </message>
    <message>
        <source>Draw a line to the next step</source>
        <translation>连线到下一步骤</translation>
    </message>
    <message>
        <source>Shift and drag onto a line</source>
        <translation>按住 Shift 拖到连线上</translation>
    </message>
    <message>
        <source>Put the step into the line</source>
        <translation>将步骤插入连线</translation>
    </message>
    <message>
        <source>Space and drag</source>
        <translation>按住空格拖动</translation>
    </message>
    <message>
        <source>Move the drawing</source>
        <translation>平移工艺图</translation>
    </message>
</context>
<context>
    <name>cytoloom::LeftRail</name>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Insight</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
</context>
<context>
    <name>cytoloom::LibraryDesk</name>
    <message>
        <source>Remove all versions of the block “%1” from the library? Recipes that use it keep their copy.</source>
        <translation>从模块库中删除模块“%1”的所有版本？已使用它的工艺保留其副本。</translation>
    </message>
    <message>
        <source>Folder of the blocks</source>
        <translation>模块文件夹</translation>
    </message>
    <message>
        <source>Formula sets of %1</source>
        <translation>%1 的配方值组</translation>
    </message>
</context>
<context>
    <name>cytoloom::LibraryPanel</name>
    <message>
        <source>Select steps on the canvas first.</source>
        <translation>请先在画布上选择步骤。</translation>
    </message>
    <message>
        <source>No own blocks yet: select steps and save them.</source>
        <translation>尚无自建模块：请选择步骤并保存。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the folder cannot be read</source>
        <translation>
            <numerusform>文件夹中有 %n 个文件无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>Own blocks</source>
        <translation>自建模块</translation>
    </message>
    <message>
        <source>Save selection…</source>
        <translation>保存所选…</translation>
    </message>
    <message>
        <source>Remove the block</source>
        <translation>删除模块</translation>
    </message>
    <message>
        <source>Folder of the blocks…</source>
        <translation>模块文件夹…</translation>
    </message>
</context>
<context>
    <name>cytoloom::MessageListModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
</context>
<context>
    <name>cytoloom::MessagePanel</name>
    <message>
        <source>Nothing to report.</source>
        <translation>没有消息。</translation>
    </message>
    <message>
        <source>Messages: %1</source>
        <translation>消息：%1</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>cytoloom::NoticeBar</name>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>cytoloom::NumberPad</name>
    <message>
        <source>Type the value.</source>
        <translation>请输入数值。</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>%1 lies outside the permitted range %2.</source>
        <translation>%1 超出允许范围 %2。</translation>
    </message>
    <message>
        <source>Permitted: %1</source>
        <translation>允许范围：%1</translation>
    </message>
    <message>
        <source>Delete the last character</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>cytoloom::OperatePage</name>
    <message>
        <source>Every step under way goes to its safe state: %1. Timers of the cells keep running.</source>
        <translation>所有进行中的步骤进入安全状态：%1。细胞相关计时继续进行。</translation>
    </message>
    <message>
        <source>Every step under way ends in order. The batch cannot be continued, and a deviation is opened.</source>
        <translation>所有进行中的步骤有序结束。批次不能再继续，并将建立偏差。</translation>
    </message>
    <message>
        <source>Every step under way ends as fast as is safe. The batch cannot be continued, the product may be lost, and a deviation is opened.</source>
        <translation>所有进行中的步骤在保证安全的前提下尽快结束。批次不能再继续，产品可能损失，并将建立偏差。</translation>
    </message>
    <message>
        <source>%1 batch %2?</source>
        <translation>%1批次 %2？</translation>
    </message>
    <message>
        <source>“%1” cannot be done?</source>
        <translation>“%1”无法执行？</translation>
    </message>
    <message>
        <source>The step goes to its safe state and waits. Call the shift lead; after that it can be restarted, or stopped.</source>
        <translation>该步骤进入安全状态并等待。请呼叫班组长；之后可重启或停止。</translation>
    </message>
    <message>
        <source>No batch is running</source>
        <translation>没有正在运行的批次</translation>
    </message>
    <message>
        <source>Choose a recipe and give the batch its number and coded identity. The first step is shown here as soon as it starts.</source>
        <translation>请选择工艺规程，并填写批号和身份代码。批次启动后，第一步将显示在这里。</translation>
    </message>
    <message>
        <source>Ready to start</source>
        <translation>准备就绪</translation>
    </message>
    <message>
        <source>Press Start below: the first step follows.</source>
        <translation>按下方“启动”，随后进入第一步。</translation>
    </message>
    <message>
        <source>Batch %1: %2</source>
        <translation>批次 %1：%2</translation>
    </message>
    <message>
        <source>Its record is under Records: review, report, signatures.</source>
        <translation>批记录见“记录”页：审核、报告、签名。</translation>
    </message>
    <message>
        <source>No step is under way; the system is between two steps.</source>
        <translation>当前没有进行中的步骤，系统正在两步之间切换。</translation>
    </message>
    <message>
        <source>No measured parameter belongs to the steps under way.</source>
        <translation>进行中的步骤没有测量参数。</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Batch %1 · %2 v%3</source>
        <translation>批次 %1 · %2 v%3</translation>
    </message>
    <message>
        <source>day %1</source>
        <translation>第 %1 天</translation>
    </message>
    <message>
        <source>deviations: %1</source>
        <translation>偏差：%1</translation>
    </message>
    <message>
        <source>Nothing else in this batch waits for a person.</source>
        <translation>本批次没有其他待人工处理的事项。</translation>
    </message>
    <message>
        <source>Next human action: %1 (%2)</source>
        <translation>下一人工操作：%1（%2）</translation>
    </message>
    <message>
        <source>Next human action: %1</source>
        <translation>下一人工操作：%1</translation>
    </message>
    <message>
        <source>Start a batch…</source>
        <translation>启动批次…</translation>
    </message>
    <message>
        <source>Step card</source>
        <translation>步骤卡</translation>
    </message>
    <message>
        <source>Process drawing</source>
        <translation>工艺流程图</translation>
    </message>
    <message>
        <source>There is no drawing for this batch.</source>
        <translation>本批次没有工艺流程图。</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Held: the record cannot be written</source>
        <translation>保持：记录无法写入</translation>
    </message>
    <message>
        <source>Held: the record cannot be written.</source>
        <translation>保持：记录无法写入。</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦拭</translation>
    </message>
    <message>
        <source>Locks the screen for 30 s so that it can be wiped.</source>
        <translation>锁定屏幕 30 秒，以便擦拭。</translation>
    </message>
    <message>
        <source>Mode of batch %1</source>
        <translation>批 %1 的运行模式</translation>
    </message>
    <message>
        <source>The mode stands in the record with your name. Safe states, limits and alarms are the same in each.</source>
        <translation>模式连同您的姓名记入批记录。各模式下安全状态、限度和报警相同。</translation>
    </message>
    <message>
        <source>Change the mode</source>
        <translation>更改模式</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>First batch of a recipe</source>
        <translation>规程首批</translation>
    </message>
    <message>
        <source>Equipment under observation</source>
        <translation>设备观察期</translation>
    </message>
    <message>
        <source>Back to normal</source>
        <translation>恢复正常</translation>
    </message>
    <message>
        <source>the batch goes on by itself</source>
        <translation>批次自动推进</translation>
    </message>
    <message>
        <source>each transition waits for your consent</source>
        <translation>每次转换等待您同意</translation>
    </message>
    <message>
        <source>nothing goes on by itself: you say which step starts next; a deviation from the recipe</source>
        <translation>不自动推进：由您指定下一步；属于偏离规程</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>This is the mode that it has.</source>
        <translation>这就是当前模式。</translation>
    </message>
    <message>
        <source>No step is skipped.</source>
        <translation>不略过任何步骤。</translation>
    </message>
    <message>
        <source>Skipped: %1 (%2). Critical parameters %3, gates %4, signatures %5.</source>
        <translation>略过：%1（%2 步）。关键参数 %3、判定 %4、签名 %5。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Jump in batch %1</source>
        <translation>批 %1 内跳转</translation>
    </message>
    <message>
        <source>Only while the batch is Held. It is an exception: a deviation is opened, and two people answer for it.</source>
        <translation>仅限批次处于保持状态。属于例外：记录偏差，由两人负责。</translation>
    </message>
    <message>
        <source>Jump</source>
        <translation>跳转</translation>
    </message>
    <message>
        <source>Force the transition: %1</source>
        <translation>强制转换：%1</translation>
    </message>
    <message>
        <source>There is no step to jump to beside the one that is Held.</source>
        <translation>除已保持的步骤外，没有可跳转的步骤。</translation>
    </message>
    <message>
        <source>Choose where to go on.</source>
        <translation>请选择从何处继续。</translation>
    </message>
    <message>
        <source>It is passed although its condition does not hold: %1</source>
        <translation>在条件未满足的情况下放行：%1</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>Jump…</source>
        <translation>跳转…</translation>
    </message>
</context>
<context>
    <name>cytoloom::PaletteModel</name>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
</context>
<context>
    <name>cytoloom::PaletteWidget</name>
    <message>
        <source>Search</source>
        <translation>搜索单元操作</translation>
    </message>
    <message>
        <source>Search steps</source>
        <translation>搜索步骤</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>单元操作</translation>
    </message>
    <message>
        <source>Unit operations of the catalogue</source>
        <translation>目录中的单元操作</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Phase classes of the catalogue</source>
        <translation>目录中的阶段类</translation>
    </message>
    <message>
        <source>Steps to drag into the drawing</source>
        <translation>可拖入图中的步骤</translation>
    </message>
</context>
<context>
    <name>cytoloom::ParameterRow</name>
    <message>
        <source>Critical process parameter</source>
        <translation>关键工艺参数</translation>
    </message>
    <message>
        <source>Given by formula value %1</source>
        <translation>由配方参数 %1 给定</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>设定 %1</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Limits, unit, signal …</source>
        <translation>限度、单位、信号等</translation>
    </message>
</context>
<context>
    <name>cytoloom::ParameterTile</name>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>set point %1</source>
        <translation>设定值 %1</translation>
    </message>
    <message>
        <source>never read</source>
        <translation>尚未读取</translation>
    </message>
</context>
<context>
    <name>cytoloom::PastTrial</name>
    <message>
        <source>Batch whose record is read</source>
        <translation>读取其记录的批次</translation>
    </message>
    <message>
        <source>Try on the record of a batch</source>
        <translation>用批次记录试算</translation>
    </message>
    <message>
        <source>No batch in the store yet</source>
        <translation>库中尚无批次</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止试算</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>The condition cannot be read yet.</source>
        <translation>条件尚无法解析。</translation>
    </message>
    <message>
        <source>Batches are here once a store is open.</source>
        <translation>打开数据库后，此处列出批次。</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>The step around it did not run in this batch: the whole batch is shown.</source>
        <translation>所在步骤在该批次中未运行：显示整个批次。</translation>
    </message>
    <message>
        <source>Never true in %1 minutes.</source>
        <translation>在 %1 分钟内从未成立。</translation>
    </message>
    <message>
        <source>This batch has no value of %1.</source>
        <translation>该批次没有 %1 的数值。</translation>
    </message>
    <message>
        <source>A value was missing in %1 minutes.</source>
        <translation>有 %1 分钟缺少数值。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>历时</translation>
    </message>
    <message numerus="yes">
        <source>First true after %1; became true %n time(s); true for %2 of %3 minutes.</source>
        <translation>
            <numerusform>首次成立于 %1 之后；共成立 %n 次；%3 分钟中有 %2 分钟成立。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::PersonDialog</name>
    <message>
        <source>Take over</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Who is here?</source>
        <translation>当前是谁？</translation>
    </message>
    <message>
        <source>Somebody else: coded name</source>
        <translation>其他人员：代码名</translation>
    </message>
    <message>
        <source>This name stands beside everything that is done from now on.</source>
        <translation>此后的每项操作都记在此名下。</translation>
    </message>
    <message>
        <source>Letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos; only; at least two.</source>
        <translation>仅限字母、数字、“-”、“_”和“.”，至少两个字符。</translation>
    </message>
    <message>
        <source>Who signs?</source>
        <translation>由谁签名？</translation>
    </message>
    <message>
        <source>Sign as</source>
        <translation>以此名签名</translation>
    </message>
    <message>
        <source>This name stands under this one signature.</source>
        <translation>此名仅用于本次签名。</translation>
    </message>
</context>
<context>
    <name>cytoloom::PersonSlot</name>
    <message>
        <source>%1 stands there already: a second person is needed.</source>
        <translation>%1 已签：须由第二人签名。</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签名…</translation>
    </message>
    <message>
        <source>Tap to take the name back.</source>
        <translation>点按可撤回。</translation>
    </message>
</context>
<context>
    <name>cytoloom::PromptInput</name>
    <message>
        <source>Write the answer first.</source>
        <translation>请先填写答复。</translation>
    </message>
    <message>
        <source>Choose one first.</source>
        <translation>请先选择一项。</translation>
    </message>
    <message>
        <source>Waiting for the scanner…</source>
        <translation>等待扫描…</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>请扫描</translation>
    </message>
    <message>
        <source>Scanned code</source>
        <translation>扫描到的代码</translation>
    </message>
    <message>
        <source>Scan the label, or type the code that is printed under it.</source>
        <translation>请扫描标签，或输入标签下方印刷的代码。</translation>
    </message>
</context>
<context>
    <name>cytoloom::ProofDesk</name>
    <message>
        <source>Accept a finding</source>
        <translation>接受一条发现</translation>
    </message>
    <message>
        <source>Risk of %1</source>
        <translation>%1 的风险</translation>
    </message>
    <message>
        <source>Write the compile report</source>
        <translation>写出编译报告</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Proving the recipe and writing its compile report…</source>
        <translation>正在验证工艺并写出编译报告…</translation>
    </message>
</context>
<context>
    <name>cytoloom::ProofPane</name>
    <message>
        <source>All rules (%1)</source>
        <translation>全部规则（%1）</translation>
    </message>
    <message>
        <source>Find a rule or clause</source>
        <translation>查找规则或条款</translation>
    </message>
</context>
<context>
    <name>cytoloom::QuestionRow</name>
    <message>
        <source>waits for %1</source>
        <translation>已等待 %1</translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation>超 %1</translation>
    </message>
    <message>
        <source>%1 left · until %2</source>
        <translation>剩 %1 · 截止 %2</translation>
    </message>
</context>
<context>
    <name>cytoloom::QuestionsPage</name>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Questions: %1</source>
        <translation>提问：%1</translation>
    </message>
    <message>
        <source>Nobody is asked anything</source>
        <translation>没有待答提问</translation>
    </message>
    <message>
        <source>A question of any batch is shown here as soon as it comes up.</source>
        <translation>任何批次一有提问即显示于此。</translation>
    </message>
    <message>
        <source>SIMULATION</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>until somebody answers, the step waits</source>
        <translation>无人作答前该步等待</translation>
    </message>
    <message>
        <source>if nobody answers by %1: %2</source>
        <translation>若 %1 前无人作答：%2</translation>
    </message>
    <message>
        <source>if nobody answers: %1</source>
        <translation>若无人作答：%1</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>Open the batch</source>
        <translation>打开该批</translation>
    </message>
</context>
<context>
    <name>cytoloom::RangeBar</name>
    <message>
        <source>Set point</source>
        <translation>设定值</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>警戒</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>纠偏</translation>
    </message>
    <message>
        <source>Validated</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Capability</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>Set point %1 lies outside %2 %3</source>
        <translation>设定值 %1 超出%2范围 %3</translation>
    </message>
    <message>
        <source>%1 %2 goes beyond %3 %4</source>
        <translation>%1限 %2 超出%3限 %4</translation>
    </message>
    <message>
        <source>%1 is open where %2 ends at %3</source>
        <translation>%1范围未设限，而%2范围止于 %3</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>仪表</translation>
    </message>
</context>
<context>
    <name>cytoloom::RateChart</name>
    <message>
        <source>Alarms per 10 minutes</source>
        <translation>每 10 分钟报警数</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>暂无指标</translation>
    </message>
    <message>
        <source>flood</source>
        <translation>泛滥</translation>
    </message>
    <message>
        <source>flood above %1</source>
        <translation>超过 %1 为泛滥</translation>
    </message>
</context>
<context>
    <name>cytoloom::ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Equipment problem</source>
        <translation>设备问题</translation>
    </message>
    <message>
        <source>Value out of limits</source>
        <translation>数值超限</translation>
    </message>
    <message>
        <source>Material missing or wrong</source>
        <translation>物料缺失或错误</translation>
    </message>
    <message>
        <source>Identity in doubt</source>
        <translation>身份存疑</translation>
    </message>
    <message>
        <source>Needs a decision of QA</source>
        <translation>需要 QA 决定</translation>
    </message>
    <message>
        <source>Operator cannot perform the step</source>
        <translation>操作人员无法执行该步骤</translation>
    </message>
    <message>
        <source>Give a reason: it becomes part of the record.</source>
        <translation>请填写原因：原因将写入批记录。</translation>
    </message>
    <message>
        <source>The reason becomes part of the record.</source>
        <translation>原因将写入批记录。</translation>
    </message>
    <message>
        <source>Done by</source>
        <translation>执行人</translation>
    </message>
    <message>
        <source>Checked by a second person</source>
        <translation>复核人（第二人）</translation>
    </message>
    <message>
        <source>Two people stand in for this: both sign.</source>
        <translation>须由两人负责：双方签名。</translation>
    </message>
</context>
<context>
    <name>cytoloom::RecipeDesk</name>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存工艺</translation>
    </message>
    <message>
        <source>Recipes (*.cyrecipe.json)</source>
        <translation>工艺 (*.cyrecipe.json)</translation>
    </message>
    <message>
        <source>Saving %1…</source>
        <translation>正在保存 %1…</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开工艺</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>The recipe “%1” has changes that are not saved.</source>
        <translation>工艺“%1”有未保存的更改。</translation>
    </message>
</context>
<context>
    <name>cytoloom::RecipeDocument</name>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>自动布局</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Edit step</source>
        <translation>编辑步骤</translation>
    </message>
    <message>
        <source>Edit link</source>
        <translation>编辑连线</translation>
    </message>
    <message>
        <source>Edit recipe</source>
        <translation>编辑规程</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Take out of step</source>
        <translation>取消同步</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Open the joint</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Add formula set</source>
        <translation>添加配方值组</translation>
    </message>
    <message>
        <source>Remove formula set</source>
        <translation>删除配方值组</translation>
    </message>
    <message>
        <source>Rename formula set</source>
        <translation>重命名配方值组</translation>
    </message>
    <message>
        <source>Edit formula set</source>
        <translation>修改配方值组</translation>
    </message>
    <message>
        <source>Activate formula set</source>
        <translation>启用配方值组</translation>
    </message>
</context>
<context>
    <name>cytoloom::RecordsDesk</name>
    <message>
        <source>Making the report…</source>
        <translation>正在生成报告…</translation>
    </message>
    <message>
        <source>Export the signed report</source>
        <translation>导出签名报告</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>%1 has no signing key yet. Choose a passphrase for a new one (10 characters or more):</source>
        <translation>%1 还没有签名密钥。请为新密钥设定口令（至少 10 个字符）：</translation>
    </message>
    <message>
        <source>Passphrase of %1&apos;s signing key:</source>
        <translation>%1 的签名密钥口令：</translation>
    </message>
    <message>
        <source>Signing…</source>
        <translation>正在签名…</translation>
    </message>
    <message>
        <source>%1: %2 pages, signed</source>
        <translation>%1：共 %2 页，已签名</translation>
    </message>
    <message>
        <source>Verifying the store…</source>
        <translation>正在校验数据库文件…</translation>
    </message>
    <message>
        <source>Intact: %1 journal rows, %2 chunks, %3 samples</source>
        <translation>完好：%1 行日志，%2 个数据块，%3 个测量值</translation>
    </message>
    <message>
        <source>Given up.</source>
        <translation>已放弃。</translation>
    </message>
</context>
<context>
    <name>cytoloom::RecordsPage</name>
    <message>
        <source>Choose a batch</source>
        <translation>请选择批次</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>始于 %1</translation>
    </message>
    <message>
        <source>SIMULATION</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Choose a batch first.</source>
        <translation>请先选择批次。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Search batches</source>
        <translation>搜索批次</translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation>导出 PDF…</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>完整性校验…</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cytoloom::RegisterModel</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Signal of the profile</source>
        <translation>配置中的信号</translation>
    </message>
</context>
<context>
    <name>cytoloom::RegisterPanel</name>
    <message>
        <source>Read any registers, whether the profile knows them or not. Type the number that the device shows: readings that agree are marked.</source>
        <translation>可读取任意寄存器，无论设备配置中是否已定义。输入设备面板显示的数值，吻合的读数会被标出。</translation>
    </message>
    <message>
        <source>%1 read in %2 ms.</source>
        <translation>已读取 %1 个，用时 %2 ms。</translation>
    </message>
    <message>
        <source>%1 readings agree with %2.</source>
        <translation>有 %1 个读数与 %2 吻合。</translation>
    </message>
    <message>
        <source>Coils</source>
        <translation>线圈</translation>
    </message>
    <message>
        <source>Discrete inputs</source>
        <translation>离散输入</translation>
    </message>
    <message>
        <source>Input registers</source>
        <translation>输入寄存器</translation>
    </message>
    <message>
        <source>Holding registers</source>
        <translation>保持寄存器</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起始地址</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>every second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>Display shows</source>
        <translation>面板显示值</translation>
    </message>
</context>
<context>
    <name>cytoloom::ReportPreview</name>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>The report of the chosen batch is shown here.</source>
        <translation>所选批次的报告将显示在这里。</translation>
    </message>
</context>
<context>
    <name>cytoloom::RestartPage</name>
    <message>
        <source>Proposal: restart</source>
        <translation>建议：重启</translation>
    </message>
    <message>
        <source>Proposal: stay in Hold</source>
        <translation>建议：继续保持</translation>
    </message>
    <message>
        <source>Proposal: stop</source>
        <translation>建议：停止</translation>
    </message>
    <message>
        <source>Proposal: abort</source>
        <translation>建议：中止</translation>
    </message>
    <message>
        <source>No batch waits after an outage.</source>
        <translation>停机后没有批次等待处理。</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message numerus="yes">
        <source>%n mismatch(es) to be confirmed first.</source>
        <translation>
            <numerusform>须先确认 %n 处不一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>everything as it was left</source>
        <translation>与停机前一致</translation>
    </message>
    <message>
        <source>%1 of %2 mismatches open</source>
        <translation>%2 处不一致，%1 处待确认</translation>
    </message>
    <message numerus="yes">
        <source>%n mismatch(es) confirmed</source>
        <translation>
            <numerusform>%n 处不一致已确认</numerusform>
        </translation>
    </message>
    <message>
        <source>All batches have gone on, or none was under way.</source>
        <translation>各批均已继续，或停机时没有在制批。</translation>
    </message>
    <message>
        <source>Nobody saw the plant for %1: from %2 to %3. Timers of the cells went on.</source>
        <translation>有 %1 未监视车间：%2 至 %3。细胞时限照常计时。</translation>
    </message>
    <message>
        <source>was left</source>
        <translation>停机前</translation>
    </message>
    <message>
        <source>was found</source>
        <translation>回读</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>as left</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>confirmed: %1</source>
        <translation>已确认：%1</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>%1 batch %2?</source>
        <translation>%1批 %2？</translation>
    </message>
    <message>
        <source>Every step ends in order. The batch cannot be continued, and a deviation is opened.</source>
        <translation>各步有序结束。该批不能再继续，并记录偏差。</translation>
    </message>
    <message>
        <source>All batches</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>After the outage</source>
        <translation>停机后恢复</translation>
    </message>
    <message>
        <source>Read back again</source>
        <translation>重新回读</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Restart the batch</source>
        <translation>重启该批</translation>
    </message>
</context>
<context>
    <name>cytoloom::RestoreDialog</name>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore unsaved recipes</source>
        <translation>恢复未保存的工艺</translation>
    </message>
    <message>
        <source>The program ended before these recipes were saved</source>
        <translation>程序结束时以下工艺尚未保存</translation>
    </message>
    <message>
        <source>Restored recipes open as unsaved changes: look at them, then save. What is not chosen is thrown away.</source>
        <translation>恢复的工艺以未保存的更改打开：请先查看再保存。未勾选的将被丢弃。</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>工艺</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留时间</translation>
    </message>
    <message>
        <source>Against the file</source>
        <translation>与文件相比</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>never saved</source>
        <translation>从未保存</translation>
    </message>
    <message>
        <source>the file is gone or unreadable</source>
        <translation>文件已不存在或无法读取</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n 处差异</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weaker guard(s)</source>
        <translation>
            <numerusform>%n 项防护削弱</numerusform>
        </translation>
    </message>
    <message>
        <source>Throw all away</source>
        <translation>全部丢弃</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后决定</translation>
    </message>
</context>
<context>
    <name>cytoloom::RiskColours</name>
    <message>
        <source>none in this drawing</source>
        <translation>此图中没有</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Open handling</source>
        <translation>开放操作</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Manual work</source>
        <translation>人工操作</translation>
    </message>
</context>
<context>
    <name>cytoloom::RiskModel</name>
    <message>
        <source>%1 acts on %2</source>
        <translation>%1 影响 %2</translation>
    </message>
    <message>
        <source>%1 is not said to act on %2</source>
        <translation>未说明 %1 影响 %2</translation>
    </message>
    <message>
        <source>Critical, but acts on no quality attribute of the release.</source>
        <translation>为关键参数，但不影响任何放行质量属性。</translation>
    </message>
    <message>
        <source>Not watched: it has no signal or no limits.</source>
        <translation>未受监测：没有信号或限度。</translation>
    </message>
    <message>
        <source>Not in the release: %1</source>
        <translation>不在放行项目中：%1</translation>
    </message>
    <message>
        <source>%1: nothing acts on it and nothing measures it before the release.</source>
        <translation>%1：没有参数影响它，放行前也没有检测。</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>a critical parameter acts on it</source>
        <translation>有关键参数影响</translation>
    </message>
    <message>
        <source>no critical parameter acts on it</source>
        <translation>没有关键参数影响</translation>
    </message>
    <message>
        <source>measured before the release</source>
        <translation>放行前有检测</translation>
    </message>
    <message>
        <source>measured at the release only</source>
        <translation>仅在放行时检测</translation>
    </message>
</context>
<context>
    <name>cytoloom::RiskView</name>
    <message>
        <source>The recipe has no release gate, so it names no quality attribute.</source>
        <translation>工艺没有放行判定门，因此没有质量属性。</translation>
    </message>
    <message>
        <source>What acts on which quality attribute</source>
        <translation>参数对质量属性的影响</translation>
    </message>
    <message>
        <source>Where the process leans on hands and waiting</source>
        <translation>依赖人工与等待的步骤</translation>
    </message>
    <message>
        <source>%1 critical parameters, %2 quality attributes. Parameters without effect on any: %3. Attributes neither acted on nor measured before the release: %4.</source>
        <translation>%1 个关键参数，%2 个质量属性。不影响任何属性的参数：%3；既无参数影响、放行前也无检测的属性：%4。</translation>
    </message>
</context>
<context>
    <name>cytoloom::RunDesk</name>
    <message>
        <source>Only an approved recipe can run.</source>
        <translation>只有已批准的工艺才能运行。</translation>
    </message>
    <message>
        <source>Checking the recipe against the plant…</source>
        <translation>正在对照车间检查工艺…</translation>
    </message>
    <message>
        <source>Batch binding</source>
        <translation>批次绑定</translation>
    </message>
    <message>
        <source>Batch bindings (*.cybinding.json)</source>
        <translation>批次绑定 (*.cybinding.json)</translation>
    </message>
</context>
<context>
    <name>cytoloom::SaveBlockDialog</name>
    <message>
        <source>Save block</source>
        <translation>保存模块</translation>
    </message>
    <message>
        <source>Save the selection as a block</source>
        <translation>将所选保存为模块</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name (English)</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Name (Chinese)</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Note (English)</source>
        <translation>英文说明</translation>
    </message>
    <message>
        <source>Note (Chinese)</source>
        <translation>中文说明</translation>
    </message>
    <message>
        <source>Give it an English name; the Chinese one may follow.</source>
        <translation>请填写英文名称，中文名称可稍后补充。</translation>
    </message>
    <message>
        <source>There is a block of this name: this becomes its version %1.</source>
        <translation>已有同名模块：将保存为其版本 %1。</translation>
    </message>
    <message>
        <source>A new block, version 1.</source>
        <translation>新模块，版本 1。</translation>
    </message>
</context>
<context>
    <name>cytoloom::SignDialog</name>
    <message>
        <source>Submit version %1 for review</source>
        <translation>将版本 %1 提交审核</translation>
    </message>
    <message>
        <source>You sign that you wrote it. It cannot be edited while it is under review, and you cannot approve it.</source>
        <translation>您签名确认由您编制。审核期间不可编辑，且您不能批准该版本。</translation>
    </message>
    <message>
        <source>Sign and submit</source>
        <translation>签名并提交</translation>
    </message>
    <message>
        <source>Approve version %1</source>
        <translation>批准版本 %1</translation>
    </message>
    <message>
        <source>Production and quality approve, two people of whom neither wrote it. With the second signature it is frozen: every later change makes a new version.</source>
        <translation>须由生产和质量两名不同人员批准，且均非编制人。第二个签名之后版本即冻结，此后任何变更均须新建版本。</translation>
    </message>
    <message>
        <source>Sign and approve</source>
        <translation>签名并批准</translation>
    </message>
    <message>
        <source>Send version %1 back</source>
        <translation>退回版本 %1</translation>
    </message>
    <message>
        <source>It becomes a draft again, and signatures have to be given anew. The author reads your reason.</source>
        <translation>该版本恢复为草稿，须重新签名。编制人可看到您的理由。</translation>
    </message>
    <message>
        <source>Sign and send back</source>
        <translation>签名并退回</translation>
    </message>
    <message>
        <source>Make version %1 effective</source>
        <translation>使版本 %1 生效</translation>
    </message>
    <message>
        <source>From now on batches are made with this version. The version that was effective before is retired.</source>
        <translation>自此按该版本生产，原生效版本随即停用。</translation>
    </message>
    <message>
        <source>Sign and make effective</source>
        <translation>签名并生效</translation>
    </message>
    <message>
        <source>Retire version %1</source>
        <translation>停用版本 %1</translation>
    </message>
    <message>
        <source>No new batch can be made with it. Running batches keep their copy.</source>
        <translation>不得再用于新批次；在产批次保留其副本。</translation>
    </message>
    <message>
        <source>Sign and retire</source>
        <translation>签名并停用</translation>
    </message>
    <message>
        <source>Start a new version</source>
        <translation>新建版本</translation>
    </message>
    <message>
        <source>A draft with the content of version %1. The version itself stays as it is.</source>
        <translation>以版本 %1 的内容新建草稿，原版本保持不变。</translation>
    </message>
    <message>
        <source>Start the version</source>
        <translation>新建版本</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>其他人员…</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>签名人</translation>
    </message>
    <message>
        <source>As</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>原因（必填）</translation>
    </message>
    <message>
        <source>Remark (optional)</source>
        <translation>备注（选填）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>签名含义</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>Say first who signs.</source>
        <translation>请先确认签名人。</translation>
    </message>
    <message>
        <source>Give a reason: it becomes part of the record.</source>
        <translation>请填写原因：将写入记录。</translation>
    </message>
    <message>
        <source>Your coded name, the time and the content&apos;s fingerprint are written under the version. No password is asked: this says who stood here, it is no electronic signature by 21 CFR Part 11.</source>
        <translation>您的人员代码、时间和内容指纹将写入该版本。此处不验证口令：仅表明由谁操作，不构成 21 CFR Part 11 所指的电子签名。</translation>
    </message>
</context>
<context>
    <name>cytoloom::StartBatchDialog</name>
    <message>
        <source>Start a batch</source>
        <translation>启动批次</translation>
    </message>
    <message>
        <source>Coded, never a name: e.g. C-7K42-09</source>
        <translation>只用代码，不写姓名：如 C-7K42-09</translation>
    </message>
    <message>
        <source>Batch number</source>
        <translation>批号</translation>
    </message>
    <message>
        <source>Coded identity</source>
        <translation>身份代码</translation>
    </message>
    <message>
        <source>Identity token: shape and colour</source>
        <translation>身份标记：形状与颜色</translation>
    </message>
    <message>
        <source>Speed of the simulation</source>
        <translation>模拟速度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start simulated batch</source>
        <translation>启动模拟批次</translation>
    </message>
    <message>
        <source>Start batch</source>
        <translation>启动批次</translation>
    </message>
    <message>
        <source>There is no approved recipe. Approve one under Design first.</source>
        <translation>没有已批准的工艺规程。请先在“设计”页批准。</translation>
    </message>
    <message>
        <source>Choose a recipe.</source>
        <translation>请选择工艺规程。</translation>
    </message>
    <message>
        <source>Give the batch a number.</source>
        <translation>请填写批号。</translation>
    </message>
    <message>
        <source>Batch number %1 is taken.</source>
        <translation>批号 %1 已被使用。</translation>
    </message>
    <message>
        <source>Give the coded identity.</source>
        <translation>请填写身份代码。</translation>
    </message>
    <message>
        <source>A coded identity has letters, digits and . _ / - only: never a name.</source>
        <translation>身份代码只能含字母、数字和 . _ / -，不得使用姓名。</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>身份代码</translation>
    </message>
    <message>
        <source>Batch binding: lots, people, rooms</source>
        <translation>批次绑定：物料批号、人员、房间</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Start without a binding</source>
        <translation>不使用绑定启动</translation>
    </message>
    <message>
        <source>%1 · batch %2</source>
        <translation>%1 · 批次 %2</translation>
    </message>
    <message>
        <source>None: rules about lots, people and rooms are not judged in this run.</source>
        <translation>无：本次运行不判定有关物料批号、人员和房间的规则。</translation>
    </message>
    <message>
        <source>The binding is of %1 version %2, another recipe. Choose another binding or none.</source>
        <translation>该绑定属于 %1 版本 %2，是另一个工艺。请选择其他绑定或不使用绑定。</translation>
    </message>
    <message>
        <source>The binding plans batch %1. Give that number, or choose another binding or none.</source>
        <translation>该绑定计划的批次为 %1。请填写该批号，或选择其他绑定，或不使用绑定。</translation>
    </message>
</context>
<context>
    <name>cytoloom::StartChecklistPage</name>
    <message>
        <source>Line clearance…</source>
        <translation>清场…</translation>
    </message>
    <message>
        <source>Nobody has said anything about this yet. Check again, or look at the plan of the batch.</source>
        <translation>尚无相关信息。请重新检查，或查看该批计划。</translation>
    </message>
    <message>
        <source>Exception by %1: %2</source>
        <translation>例外，%1 签名：%2</translation>
    </message>
    <message>
        <source>Proof: %1</source>
        <translation>证据：%1</translation>
    </message>
    <message>
        <source>Take the exception back</source>
        <translation>撤回例外</translation>
    </message>
    <message>
        <source>Signed exception (%1)…</source>
        <translation>签名例外（%1）…</translation>
    </message>
    <message>
        <source>Cannot be passed over.</source>
        <translation>不得绕过。</translation>
    </message>
    <message>
        <source>Start in spite of this?</source>
        <translation>仍要开始？</translation>
    </message>
    <message>
        <source>%1: %2
The exception stands in the record of the batch and opens a deviation.</source>
        <translation>%1：%2
该例外记入批记录并启动偏差。</translation>
    </message>
    <message>
        <source>Go on to the signature</source>
        <translation>继续签名</translation>
    </message>
    <message>
        <source>Scan the coded identity twice: from the batch record, and from the material that goes in. Both must be %1.</source>
        <translation>扫描两次编码身份：一次来自批记录，一次来自投入的物料。两者都必须是 %1。</translation>
    </message>
    <message>
        <source>Scan the code</source>
        <translation>扫描编码</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>another identity</source>
        <translation>身份不符</translation>
    </message>
    <message>
        <source>1 · From the batch record</source>
        <translation>1 · 批记录上的</translation>
    </message>
    <message>
        <source>2 · From the material</source>
        <translation>2 · 物料上的</translation>
    </message>
    <message>
        <source>No batch is prepared.</source>
        <translation>没有准备好的批次。</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Not settled: %1.</source>
        <translation>未落实：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>The scanned code is not that of this batch</source>
        <translation>扫描的编码不属于本批</translation>
    </message>
    <message>
        <source>Scan the record and the material</source>
        <translation>请扫描批记录与物料</translation>
    </message>
    <message>
        <source>Record and material agree</source>
        <translation>批记录与物料一致</translation>
    </message>
    <message>
        <source>Nothing is known yet</source>
        <translation>尚无信息</translation>
    </message>
    <message>
        <source>all %1 settled</source>
        <translation>%1 项全部落实</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1/%2 · %3</translation>
    </message>
    <message>
        <source>%1 of %2 settled</source>
        <translation>已落实 %1/%2</translation>
    </message>
    <message>
        <source>Everything is settled. The start is recorded with your name.</source>
        <translation>全部落实。开始操作将记录您的姓名。</translation>
    </message>
    <message>
        <source>Before the start: batch %1</source>
        <translation>开始前检查：批 %1</translation>
    </message>
    <message>
        <source>SIMULATION</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不开始</translation>
    </message>
    <message>
        <source>Start the batch</source>
        <translation>开始该批</translation>
    </message>
</context>
<context>
    <name>cytoloom::StepCard</name>
    <message>
        <source>Needs you now</source>
        <translation>现在需要您操作</translation>
    </message>
    <message>
        <source>Runs by itself</source>
        <translation>自动进行</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>目的：%1</translation>
    </message>
    <message>
        <source>%1 over time</source>
        <translation>超时 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Window %1</source>
        <translation>时间窗 %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>开放 %1</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>保持 %1</translation>
    </message>
    <message>
        <source>Running %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>%1 more waiting: show next</source>
        <translation>另有 %1 项待处理：查看下一项</translation>
    </message>
    <message>
        <source>Need help /
cannot be done</source>
        <translation>需要帮助 /
无法执行</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>操作确认</translation>
    </message>
    <message>
        <source>Enter value</source>
        <translation>录入数值</translation>
    </message>
    <message>
        <source>Record answer</source>
        <translation>记录答复</translation>
    </message>
    <message>
        <source>Record choice</source>
        <translation>记录选择</translation>
    </message>
    <message>
        <source>Scan label</source>
        <translation>扫描标签</translation>
    </message>
    <message>
        <source>Nothing to do here now; the system goes on by itself.</source>
        <translation>现在无需操作，系统自动进行。</translation>
    </message>
    <message>
        <source>Sign: %1 (%2)</source>
        <translation>签名：%1（%2）</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一步：%1</translation>
    </message>
    <message>
        <source>Consent: go on</source>
        <translation>同意继续</translation>
    </message>
</context>
<context>
    <name>cytoloom::StepChooser</name>
    <message>
        <source>Nothing fits here.</source>
        <translation>没有适合此处的步骤。</translation>
    </message>
    <message>
        <source>Which step?</source>
        <translation>选择步骤</translation>
    </message>
    <message>
        <source>Steps that fit here</source>
        <translation>适合此处的步骤</translation>
    </message>
</context>
<context>
    <name>cytoloom::StepLoadModel</name>
    <message>
        <source>Open handling</source>
        <translation>开放操作</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Manual work</source>
        <translation>人工操作</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>cytoloom::TagModel</name>
    <message>
        <source>never read</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>读</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>写</translation>
    </message>
    <message>
        <source>reads, writes</source>
        <translation>读写</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>位号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时效</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>cytoloom::TestWritePanel</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>当前 %1</translation>
    </message>
    <message>
        <source>This device has no signal that can be written.</source>
        <translation>该设备没有可写信号。</translation>
    </message>
    <message>
        <source>Batch %1 is at work on %2: only the batch writes there.</source>
        <translation>批次 %1 正在 %2 上运行：只能由该批次写入。</translation>
    </message>
    <message>
        <source>The last write is under way.</source>
        <translation>上一次写入尚未完成。</translation>
    </message>
    <message>
        <source>Type the value to write.</source>
        <translation>请输入要写入的数值。</translation>
    </message>
    <message>
        <source>%1 changes from %2 to %3 at once on the real device. No batch knows of it, and it stays so until somebody writes again. Make sure that nobody works at %4.</source>
        <translation>真实设备上的 %1 将立即由 %2 变为 %3。任何批次均不知晓此更改，且在再次写入前一直有效。请确认无人正在 %4 作业。</translation>
    </message>
    <message>
        <source>%1 holds %2: written and read back.</source>
        <translation>%1 当前为 %2：已写入并回读确认。</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Test write…</source>
        <translation>试写…</translation>
    </message>
    <message>
        <source>Write now</source>
        <translation>立即写入</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cytoloom::TimelineModel</name>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
</context>
<context>
    <name>cytoloom::TimelinePanel</name>
    <message>
        <source>Events: %1</source>
        <translation>事件：%1</translation>
    </message>
    <message>
        <source>Search events</source>
        <translation>搜索事件</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Alarms and deviations</source>
        <translation>报警与偏差</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>cytoloom::TopBar</name>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>%1 (%2 UTC)</source>
        <translation>%1（%2 UTC）</translation>
    </message>
    <message>
        <source>SIMULATION</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Simulated plant: nothing here is a GMP record.</source>
        <translation>模拟车间：此处的任何内容均不是 GMP 记录。</translation>
    </message>
    <message>
        <source>Change language</source>
        <translation>切换语言</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色 / 深色</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>起始页</translation>
    </message>
    <message>
        <source>Start page: open a recipe, begin anew</source>
        <translation>起始页：打开工艺或重新开始</translation>
    </message>
</context>
<context>
    <name>cytoloom::TouchKeyboard</name>
    <message>
        <source>Capital letters</source>
        <translation>大写字母</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Delete the last character</source>
        <translation>删除前一字符</translation>
    </message>
</context>
<context>
    <name>cytoloom::TrendPlot</name>
    <message>
        <source>Day %1</source>
        <translation>第 %1 天</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>no Good value</source>
        <translation>无有效值</translation>
    </message>
</context>
<context>
    <name>cytoloom::TrendsPage</name>
    <message>
        <source>No batch is selected.</source>
        <translation>未选择批次。</translation>
    </message>
    <message>
        <source>A → B: %1</source>
        <translation>A → B：%1</translation>
    </message>
    <message>
        <source>Cursors are off</source>
        <translation>游标已关闭</translation>
    </message>
    <message>
        <source>A %1, B %2</source>
        <translation>A %1，B %2</translation>
    </message>
    <message>
        <source>Switch them on in the tool bar.</source>
        <translation>可在工具栏中打开。</translation>
    </message>
    <message>
        <source>Export trends</source>
        <translation>导出趋势</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>1 d</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>Whole batch</source>
        <translation>整批</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Batch time</source>
        <translation>批次时间</translation>
    </message>
    <message>
        <source>Cursors A/B</source>
        <translation>游标 A/B</translation>
    </message>
    <message>
        <source>Box zoom</source>
        <translation>框选放大</translation>
    </message>
    <message>
        <source>Draw a box over the time to zoom into it. The wheel zooms at any time.</source>
        <translation>在时间轴上框选即可放大；滚轮随时可缩放。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Search signals</source>
        <translation>搜索信号</translation>
    </message>
</context>
<context>
    <name>cytoloom::UnitQueueDialog</name>
    <message>
        <source>Unit %1</source>
        <translation>设备单元 %1</translation>
    </message>
    <message>
        <source>Units and who waits for them</source>
        <translation>设备单元与等待批次</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Line clearance…</source>
        <translation>清场…</translation>
    </message>
    <message>
        <source>Only its batches</source>
        <translation>仅看相关批次</translation>
    </message>
    <message>
        <source>no clock of its cells runs</source>
        <translation>其细胞无时限在计时</translation>
    </message>
    <message>
        <source>Harm of waiting: %1</source>
        <translation>等待的影响：%1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>left by</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>held by</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>Nobody waits for it.</source>
        <translation>没有批次等待。</translation>
    </message>
    <message>
        <source>waits since %1 (%2)</source>
        <translation>自 %1 等待（%2）</translation>
    </message>
    <message>
        <source>%1 in line</source>
        <translation>第 %1 位</translation>
    </message>
</context>
<context>
    <name>cytoloom::UnitStrip</name>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>占用中</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>to clear</source>
        <translation>待清场</translation>
    </message>
    <message>
        <source>Units: %1, somebody waits for %2 of them</source>
        <translation>设备单元 %1 个，其中 %2 个有批次等待</translation>
    </message>
</context>
<context>
    <name>cytoloom::VerdictStrip</name>
    <message>
        <source>%1 d %2</source>
        <translation>%1 天 %2</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>缺少数值</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>不成立</translation>
    </message>
</context>
<context>
    <name>cytoloom::VersionBar</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>已生效</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>编制人</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Retirement</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>v%1 · %2</source>
        <translation>v%1 · %2</translation>
    </message>
    <message>
        <source>no approval yet</source>
        <translation>尚未批准</translation>
    </message>
    <message>
        <source>approved by: %1</source>
        <translation>已批准：%1</translation>
    </message>
    <message>
        <source>sent back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Reason for the change: %1</source>
        <translation>变更原因：%1</translation>
    </message>
    <message>
        <source>Submit for review…</source>
        <translation>提交审核…</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Send back to the author…</source>
        <translation>退回编制人…</translation>
    </message>
    <message>
        <source>Make effective…</source>
        <translation>使其生效…</translation>
    </message>
    <message>
        <source>Start a new version…</source>
        <translation>新建版本…</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Compare with another version…</source>
        <translation>与其他版本比较…</translation>
    </message>
    <message>
        <source>Signatures…</source>
        <translation>签名记录…</translation>
    </message>
    <message>
        <source>More about this version</source>
        <translation>此版本的更多操作</translation>
    </message>
</context>
<context>
    <name>cytoloom::VersionDesk</name>
    <message>
        <source>Where is this version kept?</source>
        <translation>此版本保存在何处？</translation>
    </message>
    <message>
        <source>Recipes (*.cyrecipe.json)</source>
        <translation>工艺文件 (*.cyrecipe.json)</translation>
    </message>
    <message>
        <source>Superseded by version %1</source>
        <translation>由版本 %1 替代</translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation>版本比较</translation>
    </message>
    <message>
        <source>v%1 · %2</source>
        <translation>v%1 · %2</translation>
    </message>
    <message>
        <source>as it was saved last</source>
        <translation>上次保存的内容</translation>
    </message>
    <message>
        <source>changed after approval</source>
        <translation>批准后被改动</translation>
    </message>
    <message>
        <source>Open: %1 · v%2</source>
        <translation>已打开：%1 · v%2</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Signatures under version %1</source>
        <translation>版本 %1 的签名</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>签名含义</translation>
    </message>
    <message>
        <source>As</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nobody has signed this version yet.</source>
        <translation>该版本尚无签名。</translation>
    </message>
    <message>
        <source>The content is what was signed.</source>
        <translation>内容与签名时一致。</translation>
    </message>
</context>
<context>
    <name>cytoloom::WallPage</name>
    <message>
        <source>No batch is running.
Start one, or open a record under Records.</source>
        <translation>没有运行中的批次。
请开始一批，或在“记录”中打开批记录。</translation>
    </message>
    <message>
        <source>No batch fits this filter.</source>
        <translation>没有符合筛选的批次。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Need a person</source>
        <translation>待人员</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已保持</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Unit %1  ✕</source>
        <translation>单元 %1  ✕</translation>
    </message>
    <message>
        <source>Questions  %1</source>
        <translation>提问  %1</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>提问</translation>
    </message>
    <message numerus="yes">
        <source>The filter hides %n batch(es) that need a person.</source>
        <translation>
            <numerusform>筛选隐藏了 %n 个需要人员的批次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大卡片</translation>
    </message>
    <message>
        <source>Large cards</source>
        <translation>大卡片</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Start a batch…</source>
        <translation>开始一批…</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦拭</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Further up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>Further down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>After the outage  %1</source>
        <translation>停机后恢复  %1</translation>
    </message>
</context>
<context>
    <name>cytoloom::Watermark</name>
    <message>
        <source>SIMULATION</source>
        <translation>仿真</translation>
    </message>
</context>
<context>
    <name>cytoloom::WelcomePage</name>
    <message>
        <source>Draw the process, prove it, run it, watch it, sign its record.</source>
        <translation>绘制工艺，验证工艺，运行并监控，签署批记录。</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>从这里开始</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Files that you open will be listed here.</source>
        <translation>打开过的文件将列在这里。</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>New recipe</source>
        <translation>新建工艺规程</translation>
    </message>
    <message>
        <source>%1, opened %2</source>
        <translation>%1，打开于 %2</translation>
    </message>
</context>
<context>
    <name>cytoloom::WipeLock</name>
    <message>
        <source>Screen locked for wiping</source>
        <translation>屏幕已锁定，可以擦拭</translation>
    </message>
    <message>
        <source>Touches do nothing now. The batch runs on; alarms stay above.</source>
        <translation>此时触摸无效。批次继续运行，报警仍显示在上方。</translation>
    </message>
</context>
<context>
    <name>cytoloom::Workspace</name>
    <message>
        <source>Opening the store and connecting the plant…</source>
        <translation>正在打开数据库并连接车间…</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) are running: %1. If you close the window, the devices go to their safe state; the batches can be taken up again. Close?</source>
        <translation>
            <numerusform>有 %n 个批次正在运行：%1。关闭窗口后，设备将进入安全状态，批次之后可以恢复。是否关闭？</numerusform>
        </translation>
    </message>
</context>
</TS>
