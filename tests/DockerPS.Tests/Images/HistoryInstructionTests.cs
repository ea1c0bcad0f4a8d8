namespace DockerPS.Tests.Images;

/// <summary>What builders write into an image's history, as lines of a Dockerfile.</summary>
public sealed class HistoryInstructionTests
{
    [Theory]
    [InlineData("/bin/sh -c #(nop)  CMD [\"sh\"]", "CMD [\"sh\"]", true)]
    [InlineData("/bin/sh -c #(nop) ADD file:1a2b in / ", "ADD file:1a2b in /", false)]
    [InlineData("/bin/sh -c #(nop) COPY dir:0f in /app ", "COPY dir:0f in /app", false)]
    [InlineData("/bin/sh -c apk add --no-cache curl", "RUN apk add --no-cache curl", false)]
    [InlineData("/bin/sh -c echo '#(nop) no mark'", "RUN echo '#(nop) no mark'", false)]
    [InlineData("|1 A=1 /bin/sh -c echo $A", "RUN echo $A", false)]
    [InlineData("|2 A=x y B=2 /bin/sh -c echo $A $B", "RUN echo $A $B", false)]
    [InlineData("|1 A=1 /bin/bash -ec echo $A", "RUN /bin/bash -ec echo $A", false)]
    [InlineData("RUN /bin/sh -c apk add curl # buildkit", "RUN apk add curl", false)]
    [InlineData("RUN |1 A=1 /bin/sh -c echo $A # buildkit", "RUN echo $A", false)]
    [InlineData("RUN cp a b # buildkit", "RUN cp a b", false)]
    [InlineData("COPY /src /dst # buildkit", "COPY /src /dst", false)]
    [InlineData("ENV A=b", "ENV A=b", true)]
    [InlineData("WORKDIR /app", "WORKDIR /app", true)]
    [InlineData("LABEL\tx=y", "LABEL\tx=y", true)]
    [InlineData("cmd /S /C #(nop) ENTRYPOINT [\"app.exe\"]", "ENTRYPOINT [\"app.exe\"]", true)]
    [InlineData("cmd /S /C dir c:\\", "RUN dir c:\\", false)]
    [InlineData("powershell -Command $x = 1", "RUN $x = 1", false)]
    [InlineData("busybox", "busybox", false)]
    [InlineData("|", "|", false)]
    [InlineData("", "", false)]
    public void It_is_read(string createdBy, string expected, bool isConfiguration)
    {
        Assert.Equal(expected, HistoryInstruction.Of(createdBy));
        Assert.Equal(isConfiguration, HistoryInstruction.IsConfiguration(HistoryInstruction.Of(createdBy)));
    }
}
