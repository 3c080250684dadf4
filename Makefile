# 绩效分级助手。`make help` lists the targets from their ## comments.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
# MODELS=1 adds torch and sentence-transformers. Elsewhere than on the build machines, take the CPU build of torch:
#   make run MODELS=1 TORCH_INDEX=https://download.pytorch.org/whl/cpu
MODELS ?=
TORCH_INDEX ?=
ARGS ?=
export PYTHONUTF8 := 1

.PHONY: help setup run test check fix docs test-all bench eval model lock

help: ## 列出所有命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | sort | awk -F'\t' '{printf "make %-10s %s\n", $$1, $$2}'

setup: $(VENV)/.base $(if $(MODELS),$(VENV)/.models) ## 安装运行所需的一切到 .venv（MODELS=1 另装 torch 与 sentence-transformers）

run: setup ## 启动中文网页 http://127.0.0.1:7860（ASSISTANT_HOST、ASSISTANT_PORT 可改）
	$(PY) -m assistant index
	$(PY) -m assistant serve

test: $(VENV)/.test ## 安装测试所需的一切并运行全部测试
	ASSISTANT_INDEX=build/test-index $(PY) -m assistant index
	$(PY) -m pytest -n 2 --dist loadfile -m "not (external or stress or net)" $(ARGS)

check: $(VENV)/.dev ## 代码检查：ruff、mypy --strict、import-linter
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

fix: $(VENV)/.dev ## 自动改格式与可自动修正的问题
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

docs: $(VENV)/.dev ## 重写由程序生成的文档（docs/help.md、README 里的输出）
	$(PY) tools/generated.py

test-all: $(VENV)/.test ## 全部测试，含外部文件与压力测试（很久）
	$(PY) -m pytest -n 2 --dist loadfile -m "not net" $(ARGS)

bench: $(VENV)/.dev ## 重新测量文档里的每个数字（达不到写明的数字时退出码为 3）
	$(PY) -m evals.bench $(ARGS)

eval: setup ## 在测试题集上评测，报告写入 var/evals
	$(PY) -m assistant eval run --set evals/sets/test3.yaml $(ARGS)

model: $(VENV)/.base ## 取来可选的本地大模型（约 1.1 GB，放在 models/；怎么接上见 README）
	$(PY) tools/get_model.py models

lock: ## 重新解析依赖并写入 requirements/*.lock
	rm -rf build/resolve && "$$(sh tools/find_python.sh)" -m venv build/resolve && build/resolve/bin/python tools/lock.py

# Stamps: a step is skipped while the lock that it installs is unchanged.
$(VENV)/bin/python:
	@python="$$(sh tools/find_python.sh)" && echo "使用 $$python" && "$$python" -m venv $(VENV)

$(VENV)/.base: requirements/base.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --no-deps -r requirements/base.lock
	$(PIP) --no-deps -e .
	@touch $@

# With dependencies, against the pins: a build of torch for CUDA brings packages of its own.
$(VENV)/.models: requirements/models.lock $(VENV)/.base
	$(PIP) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) -r requirements/models.lock -c requirements/base.lock
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.base
	$(PIP) --no-deps -r requirements/dev.lock
	@touch $@

$(VENV)/.test: requirements/fixtures.lock $(VENV)/.dev $(VENV)/.models
	sh tools/debian.sh chromium chromium-driver fonts-noto-cjk fonts-wqy-zenhei fonts-arphic-uming fonts-arphic-ukai fonts-arphic-gkai00mp libarchive-tools
	$(PIP) --no-deps -r requirements/fixtures.lock
	@touch $@
