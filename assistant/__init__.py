"""河南重污染天气绩效分级助手: the core decides, the model explains. See docs/architecture.md for the rooms."""
