FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime

RUN apt-get update && apt-get install -y git ffmpeg libsm6 libxext6 && apt-get clean

WORKDIR /workspace

COPY requirements.txt ./
RUN pip install --upgrade pip && pip install -r requirements.txt
RUN pip install git+https://git.example.org/ml/augment.git

COPY configs ./configs
COPY train ./train

ENV WANDB_API_KEY=put-your-key-here
ENV CUDA_VISIBLE_DEVICES=0

CMD ["python", "-m", "train.main", "--config", "configs/base.yaml"]
