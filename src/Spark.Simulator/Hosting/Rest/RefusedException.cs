using Spark.Simulator.Matching;

namespace Spark.Simulator.Hosting.Rest;

/// <summary>A parameter that can't be read; ends the request with the exchange's error. Never leaves the pipeline.</summary>
internal sealed class RefusedException(Rejection rejection) : Exception(rejection.Message)
{
    public Rejection Rejection => rejection;
}
