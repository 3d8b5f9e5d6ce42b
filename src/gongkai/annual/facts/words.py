"""The words by which the prose of a report names what it counts.

Gives:   `WORDS` (tag -> words), `NULLS` (words that only look like one of them), `FILLERS` and `NEUTRAL` (what may stand
         between a word and its number). A new synonym is added here and nowhere else; what the tags mean together
         stands in `measures`.
"""

from __future__ import annotations

from gongkai.law.returns import APPLICANTS


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_APPLICANTS = dict(
    zip(("applicant0", "applicant1", "applicant2", "applicant3", "applicant4"), APPLICANTS, strict=False)
)
_WORDS = {
    # What is counted.
    "application": """
        政府信息公开申请事项 政府信息公开申请 政务公开申请 信息公开申请 公开政府信息申请 公开政府信息的申请
        公开申请 依申请公开政府信息 依申请信息公开 依申请公开事项 依申请公开信息 依申请公开申请
        依申请公开件 依申请公开 依申请政府信息公开 依申请事项 依申请件 申请公开政府信息 申请公开信息
        申请信息公开 申请公开 申请事项 申请案件 申请件
    """,
    "bare": "申请 依申请",
    "active": "主动公开 主动发布 主动公布",
    "publish": "公开 发布 公布 公示",
    "info": "政府信息 政务信息 各类信息",
    "information": "信息",
    "document": "行政规范性文件 规范性文件",
    "rules": "政府规章 规章",
    "review": "行政复议 复议 行政复议申请 复议申请",
    "litigation": "行政诉讼 行政应诉 诉讼",
    "direct": "未经复议直接起诉 未经行政复议直接起诉 直接起诉",
    "after_review": "复议后起诉 经复议后起诉 复议后诉讼",
    "licence": "行政许可",
    "licence_decision": "行政许可决定 行政许可处理决定 行政许可处理决定数量",
    "penalty": "行政处罚",
    "penalty_decision": "行政处罚决定 行政处罚处理决定 行政处罚处理决定数量",
    "coercion": "行政强制",
    "coercion_decision": "行政强制决定 行政强制措施 行政强制处理决定 行政强制处理决定数量",
    "charge": "行政事业性收费",
    "processing_fee": "政府信息公开信息处理费 政府信息公开处理费 信息公开处理费 信息处理费 信息处理费用 政府信息公开处理费用 信息公开处理费用 政府信息公开信息处理费用 处理费 处理费用",
    "any_fee": "收费情况 收费行为 任何费用 相关费用 收费",
    "interpretation": "政策解读 解读",
    "press": "新闻发布会",
    "inquiry": "网络问政",
    "library": "政策文件库",
    "policy_file": "政策文件 政策性文件",
    "business": "公安业务 业务",
    # What was done with it.
    "receive": "收到 接到 接收 收取申请 收件",
    "accept": "受理",
    "receive_new": "新收到 新收 新接收 新受理 新接到",
    "handle_all": "收办",
    "handle": "办理 处理 承办",
    "done": "办结 办理完毕 办理完成",
    "reply": "答复 回复",
    "carried_in": """
        上年结转 上年度结转 上一年结转 上一年度结转 去年结转 上年转结 结转上年 结转上年度 结转上一年
        结转上一年度 上年未办结 上年度未办结 上年遗留 上年度遗留 上年结转申请 往年结转 结转自上年
        结转自上年度
    """,
    "carried_out": """
        结转下年度继续办理 结转下年度办理 结转下年办理 结转下年度 结转下年 结转下一年度 结转下一年
        结转至下年度 结转至下年 结转至下一年度 结转至下一年 结转到下年度 结转到下年 结转到下一年度
        结转到下一年 结转次年 结转至次年 结转明年 结转至明年 转下年度办理 转下年办理 转下年度 转入下年度
        转至下年度 转下一年度 下年度继续办理 下一年度继续办理 次年继续办理 跨年度办理 跨年办理 尚未办结
        未办结 正在办理
    """,
    "issue": "新制作 新制发 制发 新制定 制定 印发 出台 新增 制定发布 制定印发 制定出台",
    "repeal": "废止 废止失效",
    "lapse": "宣布失效 失效",
    "kept": "继续有效 继续执行",
    "in_force": "现行有效 有效",
    "make": "作出 做出 实施 处理决定 下达",
    "collect": "收取 收缴 收费金额",
    "waived": "减免 免收 减征 免征 降低收费",
    "store": "归集 入库 收录 汇集",
    # How an application ended.
    "open": "予以公开 同意公开 全部公开",
    "partial": "部分公开 予以部分公开",
    "refused": "不予公开",
    "unable": "无法提供",
    "not_handled": "不予处理",
    "other": "其他处理 作其他处理 其它处理",
    "line5": "属于国家秘密 涉及国家秘密",
    "line6": "其他法律行政法规禁止公开 法律行政法规禁止公开",
    "line7": "危及“三安全一稳定” “三安全一稳定” 三安全一稳定",
    "line8": "保护第三方合法权益",
    "line9": "三类内部事务信息 内部事务信息",
    "line10": "四类过程性信息 过程性信息",
    "line11": "行政执法案卷 执法案卷",
    "line12": "行政查询事项",
    "line13": "本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握",
    "line14": "没有现成信息需要另行制作 没有现成信息 需要另行制作",
    "line15": "补正后申请内容仍不明确",
    "line16": "信访举报投诉类申请 信访举报投诉类 信访举报投诉",
    "line17": "重复申请",
    "line18": "要求提供公开出版物 提供公开出版物",
    "line19": "无正当理由大量反复申请 大量反复申请",
    "line20": "要求行政机关确认或重新出具已获取信息 重新出具已获取信息",
    "line21": "逾期不补正",
    "line22": "逾期未按收费通知要求缴纳费用 逾期不缴费 逾期未缴费",
    # Who asked.
    "applicant0": "公民个人",
    "applicant1": "商业企业组织",
    "applicant3": "公益组织",
    "applicant4": "法律服务组织",
    "legal_person": "法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织",
    "citizen": "公民",
    # How a case ended.
    "upheld": "结果维持 维持",
    "corrected": "结果纠正 纠正 纠错",
    "other_result": "其他结果 其它结果",
    "pending": "尚未审结 未审结 正在审理 审理中",
    # Whose count, of what time, and how the sentence is built.
    "filed": "备案",
    "cumulative": "累计 累积 历年 总累计",
    "to_date": "截至目前 截止目前 截至 截止 开通以来 以来",
    "last_year": "上一年度 上一年 上年度 上年 去年同期 去年 往年",
    "this_year": "本年度 本年 今年 全年 年内 一年来 年度内",
    "next_year": "下一年度 下一年 下年度 明年 次年",
    "among": "其中",
    "compared": "同比 相比 较上 比上 较去 比去 增长 增加 减少 下降 上升 提高 提升",
    "respectively": "分别为 分别是 分别有 分别 依次为",
    "each": "均为 均 各为 各",
    "none": """
        未收到 没有收到 未接到 未接收到 未接收 未受理 未发生 没有发生 未产生 没有产生 未出现 没有出现
        未收取 没有收取 未有收取 未有 没有 未新增 未制发 未制定 未出台 未印发 未废止 未征收 未办理
        未作出 未实施 未向申请人收取 未对申请人收取 未向任何申请人收取 未向公民收取 未向群众收取 无新增 无 暂无 未涉及 不存在 未召开 零收费
    """,
}
WORDS: dict[str, tuple[str, ...]] = {tag: _words(words) for tag, words in _WORDS.items()}
WORDS |= {tag: (label, *WORDS.get(tag, ())) for tag, label in _APPLICANTS.items()}

NULLS = _words(
    """
    不予受理 不受理 申请人 申请表 申请渠道 申请平台 申请工作 申请流程 申请方式 申请内容 申请登记 规章制度 复议机构
    复议机关 复议法 诉讼法 行政复议法 行政诉讼法 政府信息公开工作 政府信息公开条例 信息公开工作 无法
    无正当 无障碍 无效 无人 无缝 无偿 无线 无纸 无误 无关 无故 无力 无论 无异议 无遗漏 从无到有
    有无 没有不 许可证 有效期 有效性 有效开展 有效提升 有效回应 有效保障 有效推进 有效解决 有效堵塞
    处理决定数量 信息化 法律法规规章 维持秩序 维持稳定 错误纠正 公开栏 公开日 公开专区 公开专栏
    解读率 申请公开渠道 依申请公开工作 依申请公开渠道 依申请公开平台 依申请公开流程 依申请公开办理
    依申请公开答复 主动公开目录 主动公开清单 主动公开基本目录 公开目录 公开指南 公开年报 公开制度
    应收尽收 复议应诉
    """
)
"""Longer words that hold one of `WORDS` and count nothing, or say that something is absent in another sense."""

FILLERS = _words(
    """
    案件 事项 信息 数量 总数 总量 总计 合计 共计 申请 案 件数 等 的 为 是 共 计 有 达到 达
    了 约 近 超过 超 逾 并 均 各 累计 完成 结果 决定 费用 费 ： — 情况 办理 继续 答复
    公开 稿件 材料 文章 产品 图解 政策 类 文件 政府 总 发生 收到 新增 引发 被 提起 而 由
    方面 本年 年度 全年 业务 数 件 办件量 书面 网上 网络 线上 在线 信函 当面 政务 相关 各类 新 分别 金额 人民币 处理 主体 审结
    """
)
"""What may stand between a noun and its number, in either order, without the number belonging to something else."""

NEUTRAL = (
    *FILLERS,
    *_words(
        """
    因 引起 任何 有关 涉及 针对 公民 法人 其他组织 和 或 及 与 者 、 依法 提出 产生 新的
    需要 要求 向 本机关 我局 我县 单位 社会公众 群众 相关的 一件 过 以 人
        本单位 我单位 本局 本部门 事务 工作 依申请 行政机关 我办 我委 政务
    """
    ),
)
"""What may stand between a denial and what it denies: 未发生因政府信息公开引起的行政复议."""

CONTROL = frozenset(
    _words(
        """
    filed cumulative to_date last_year this_year
    next_year among compared respectively each none
    collect make store waived
    """
    )
)
"""Tags that say how, when or whose, and are never by themselves what a number counts."""

DENIED = {
    "收到": "receive",
    "接到": "receive",
    "接收": "receive",
    "受理": "accept",
    "收取": "collect",
    "收费": "any_fee",
    "征收": "collect",
    "制发": "issue",
    "制定": "issue",
    "出台": "issue",
    "印发": "issue",
    "新增": "issue",
    "废止": "repeal",
    "召开": "press",
    "办理": "handle",
    "作出": "make",
    "实施": "make",
}
"""The verb inside a denial (未收到 …) by its last two characters, as a tag."""
