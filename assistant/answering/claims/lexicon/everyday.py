"""Words of the tables that everyday Chinese also uses for something else: 从事 is 参与 beside 评审 and nothing beside 铸造.

Where the law beside which they stand has another word for it, or none, they claim nothing. No act of the law's own, no
person, paper, thing, time or number is among them. Lives here: one table of words. May import: nothing.
"""

from __future__ import annotations

EVERYDAY = """
从事 担任 覆盖 涵盖 管辖 列 列到 列为 归在 归为 归到 归入 归进 划入 划到 划归 记入 载入 写入 写进 记进 收录 算进 放到 放入 放进 进入 进到 进 上
列在 列举 列明 载明 罗列 列出来 列举出来 涉及 涉及到 牵涉 牵涉到 涉 兼有 具有 拥有 持有 有着 具备
截止 届止 开始 起始 计算 起算 起算点 计起 算起 起计 推算 计算方法 计算方式 算法 计算规则
说明情况 反映 通知 告知 支持 帮助 推动 引导 带动 推进 促进 保障 保证 确保 做到 落地 做到位
标准 要求的指标 实际 情况 信息内容 内容 日常 平时 人 环境 行业 产业 分工 总体 整体 相应
直接 径直 全部 全体 各类 全套 每一条 一项 其中一项 某一项 一条 两种 分别 各自 单独 分开 逐项 逐一 逐条 逐个 充分 独立 新的 全面
此前 以前 曾 曾经 之前曾 正在 仍在 正 当前正在 效力 有效 有效的 属实 完整 及时 优先 首先优先 严格 积极 动态 线上 网上
调整 变化 变动 变更 改变 好处 优惠 政策 激励 负责 承担 职责 主管 牵头 组织 会同 联合 配合 安排 建议 意见
对照 对标 比对 核对 一致 相一致 对应得上 匹配 相符 吻合 达到
会用 能用 用上 主动 填写 学习 掌握 运用 熟悉 保持 维持 维护 下降 退步 增加 新增 减少 少 更换 换 换成
"""
