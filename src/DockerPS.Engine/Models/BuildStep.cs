using System.Globalization;

namespace DockerPS;

/// <summary>One step of a build: an instruction of the Dockerfile.</summary>
public sealed class BuildStep
{
    internal BuildStep(int number, int total, string instruction)
    {
        Number = number;
        Total = total;
        Instruction = instruction;
    }

    /// <summary>Which step it is, from 1.</summary>
    public int Number { get; }

    /// <summary>How many steps the build has.</summary>
    public int Total { get; }

    /// <summary>The instruction as the engine shows it, such as RUN make.</summary>
    public string Instruction { get; }

    /// <summary>As the log has it: Step 3/7 : RUN make.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Step {Number}/{Total} : {Instruction}");
}
