# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
WORKDIR C:\app
RUN Invoke-WebRequest `
      -Uri https://example.com/tool.zip `
      -OutFile tool.zip
COPY app.exe .
USER ContainerUser
ENTRYPOINT ["C:\\app\\app.exe"]
