# One image for every service; docker-compose.yml names the one to run.
FROM node:20-bookworm-slim
WORKDIR /rolecall
ENV CI=true TURBO_TELEMETRY_DISABLED=1
COPY . .
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile && npx --yes pnpm@12.21.0 run build
CMD ["node", "apps/edge/dist/main.js"]
